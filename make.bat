@echo off
rem The officer's targets on Windows, where there is no make:  make quarter   make check QUARTER=2020-Q1   make forms QUARTER=2020-Q2
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
set RUN=.venv\Scripts\python
set INSTALL=%RUN% -m pip install --quiet --disable-pip-version-check --require-hashes
rem a copy of the lock lies in .venv once all of it is installed: where the two differ there is something to install
fc /b requirements.lock .venv\requirements.lock >nul 2>nul && goto ready
echo Đang cài đặt lần đầu, khoảng một phút ...
set PYTHON=py -3
where py >nul 2>nul || set PYTHON=python
%PYTHON% -c "import sys; sys.exit(sys.version_info < (3, 11))" || goto nopython
%PYTHON% -m venv .venv || goto failed
%INSTALL% -r requirements.lock || goto failed
%RUN% -m compileall -q pipeline schemas
copy /y requirements.lock .venv\requirements.lock >nul
:ready
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
if /i "%TARGET%"=="samples" goto develop
if /i "%TARGET%"=="test" goto develop
if /i "%TARGET%"=="bench" goto develop
if /i "%TARGET%"=="accept" goto develop
if /i "%TARGET%"=="lint" goto develop
echo Không có lệnh «%TARGET%». Gõ: make help
exit /b 2
:pipeline
rem everything is handed over as it was typed: %* keeps the = that %1 %2 would lose
%RUN% -m pipeline %*
exit /b %errorlevel%
:develop
rem what development adds is installed by the targets that need it
fc /b requirements-dev.lock .venv\requirements-dev.lock >nul 2>nul && goto %TARGET%
echo Đang cài thêm thư viện cho người lập trình ...
%INSTALL% -r requirements.lock -r requirements-dev.lock || goto failed
copy /y requirements-dev.lock .venv\requirements-dev.lock >nul
goto %TARGET%
:samples
%RUN% -m tests.samples
exit /b %errorlevel%
:test
%RUN% -m pytest
exit /b %errorlevel%
:bench
%RUN% -m tests.bench
exit /b %errorlevel%
:accept
set ACCEPT_GOLDEN=1
%RUN% -m pytest tests/test_golden.py
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
echo Cho cán bộ:
echo   make quarter    Lập hồ sơ của quý mới nhất, hoặc: make quarter QUARTER=2020-Q1
echo   make check      Kiểm tra biểu mẫu của quý, không lập văn bản
echo   make year       Tổng hợp các quý của năm mới nhất, hoặc: make year YEAR=2020
echo   make pdf        Lập PDF cho các văn bản Word của quý: make pdf QUARTER=2020-Q1
echo   make inspect    Soát thể thức một văn bản Word: make inspect FILE=tệp.docx
echo   make verify     Văn bản là nguyên bản, đã lưu lại, đã sửa hay là bản cũ: make verify FILE=tệp.docx
echo   make trace      Một tên lấy từ ô nào, đứng trong văn bản nào: make trace TEXT="Giàng A Mẫu"
echo   make forget     Xóa dữ liệu cá nhân của một quý, giữ số liệu: make forget QUARTER=2020-Q1
echo   make forms      Lập cho mỗi đơn vị một biểu mẫu điền sẵn tên và quý: make forms QUARTER=2020-Q2
echo   make templates  Vẽ lại biểu mẫu Excel và mẫu Word; giữ nguyên tệp đã sửa
echo Cho người lập trình:
echo   make samples    Ghi lại biểu mẫu của các quý mẫu vào inputs
echo   make test       Chạy toàn bộ kiểm thử
echo   make bench      Đo tốc độ so với cách làm khác; kết quả trong tests/bench/results
echo   make accept     Nhận các văn bản hiện tại làm bản chuẩn của kiểm thử
echo   make lint       Soát cách viết và kiểu dữ liệu của mã
echo   make clean      Xóa .venv và tệp tạm; không đụng đến inputs và outputs
exit /b 0
