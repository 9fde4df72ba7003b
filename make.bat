@echo off
rem The officer's targets on Windows, where there is no make:  make quarter   make check 2020-Q1   make forms 2020-Q2
setlocal
chcp 65001 >nul
cd /d "%~dp0"
set PYTHONUTF8=1
rem the program writes nothing outside outputs: its modules are compiled once, when it is set up
set PYTHONDONTWRITEBYTECODE=1
set TARGET=%~1
if "%TARGET%"=="" set TARGET=help
if /i "%TARGET%"=="help" goto help
if /i "%TARGET%"=="clean" goto clean
if exist .venv\ready goto ready
echo Đang cài đặt lần đầu, khoảng một phút ...
set PYTHON=py -3
where py >nul 2>nul || set PYTHON=python
%PYTHON% -c "import sys; sys.exit(sys.version_info < (3, 11))" || goto nopython
%PYTHON% -m venv .venv || goto failed
.venv\Scripts\python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock || goto failed
.venv\Scripts\python -m compileall -q pipeline schemas
type nul > .venv\ready
:ready
set RUN=.venv\Scripts\python
set REST=%2 %3 %4 %5 %6 %7 %8 %9
rem QUARTER=2020-Q1 arrives as two words, since = separates words here
set REST=%REST:QUARTER =%
set REST=%REST:YEAR =%
set REST=%REST:FILE =%
set REST=%REST:TEXT =%
if /i "%TARGET%"=="quarter" goto pipeline
if /i "%TARGET%"=="check" goto pipeline
if /i "%TARGET%"=="year" goto pipeline
if /i "%TARGET%"=="pdf" goto pipeline
if /i "%TARGET%"=="inspect" goto pipeline
if /i "%TARGET%"=="verify" goto pipeline
if /i "%TARGET%"=="trace" goto pipeline
if /i "%TARGET%"=="forget" goto pipeline
if /i "%TARGET%"=="forms" goto pipeline
if /i "%TARGET%"=="templates" goto pipeline
if /i "%TARGET%"=="samples" goto samples
if /i "%TARGET%"=="test" goto test
if /i "%TARGET%"=="lint" goto lint
echo Không có lệnh «%TARGET%». Gõ: make help
exit /b 2
:pipeline
%RUN% -m pipeline %TARGET% %REST%
exit /b %errorlevel%
:samples
%RUN% -m tests.samples
exit /b %errorlevel%
:test
%RUN% -m pytest
exit /b %errorlevel%
:lint
%RUN% -m ruff check . || exit /b 1
%RUN% -m ruff format --check . || exit /b 1
%RUN% -m mypy
exit /b %errorlevel%
:clean
if exist .venv rmdir /s /q .venv
for %%d in (.pytest_cache .mypy_cache .ruff_cache .hypothesis) do if exist %%d rmdir /s /q %%d
exit /b 0
:nopython
echo Cần cài Python 3.11 trở lên (python.org), chọn «Add python.exe to PATH», rồi chạy lại.
exit /b 2
:failed
echo Cài đặt chưa xong. Kiểm tra mạng rồi chạy lại.
exit /b 2
:help
echo   make quarter    Lập hồ sơ của quý mới nhất, hoặc: make quarter 2020-Q1
echo   make check      Kiểm tra biểu mẫu của quý, không lập văn bản
echo   make year       Tổng hợp các quý của năm mới nhất, hoặc: make year 2020
echo   make pdf        Lập PDF cho các văn bản Word của quý: make pdf 2020-Q1
echo   make inspect    Soát thể thức một văn bản Word: make inspect tệp.docx
echo   make verify     Văn bản còn nguyên, đã sửa hay là bản cũ: make verify tệp.docx
echo   make trace      Một tên lấy từ ô nào, đứng trong văn bản nào: make trace "Giàng A Mẫu"
echo   make forget     Xóa dữ liệu cá nhân của một quý, giữ số liệu: make forget 2020-Q1
echo   make forms      Lập cho mỗi đơn vị một biểu mẫu điền sẵn tên và quý: make forms 2020-Q2
echo   make templates  Vẽ lại biểu mẫu Excel và mẫu Word; giữ nguyên tệp đã sửa
echo   make samples    (lập trình) Ghi lại biểu mẫu của các quý mẫu vào inputs
echo   make test       (lập trình) Chạy toàn bộ kiểm thử
echo   make lint       (lập trình) Soát cách viết và kiểu dữ liệu của mã
echo   make clean      (lập trình) Xóa .venv và tệp tạm; không đụng đến inputs và outputs
exit /b 0
