@echo off
rem The targets on Windows, where there is no make, typed as on other systems:  make quarter   make check QUARTER=2020-Q1
rem Started by a double click it shows what it can do, asks, and stays open.
setlocal
chcp 65001 >nul
set "PYTHONUTF8=1"
rem the program writes nothing outside outputs: its modules are compiled once, when it is set up
set "PYTHONDONTWRITEBYTECODE=1"
rem words are taken by their names, as on other systems: QUARTER=2020-Q1
set "MAKE_WORDS=1"
set "HERE=%~dp0"
if "%HERE:~0,2%"=="\\" goto network
cd /d "%HERE%"
if errorlevel 1 goto network
if not exist requirements.lock goto zipped
set "RUN=.venv\Scripts\python"
set "INSTALL=-m pip install --quiet --disable-pip-version-check --require-hashes"
rem a bundle brings its libraries along and needs no network
if exist wheels set "INSTALL=%INSTALL% --no-index --find-links wheels"
set "TARGET=%~1"
if not defined TARGET goto menu
if /i "%TARGET%"=="help" goto help
if /i "%TARGET%"=="clean" goto clean
rem a copy of the lock lies in .venv once all of it is installed: where the two differ there is something to install
fc /b requirements.lock .venv\requirements.lock >nul 2>nul
if errorlevel 1 goto install
%RUN% -c "" >nul 2>nul
if not errorlevel 1 goto dispatch
echo Python đã dùng khi cài đặt không còn chạy được (đã gỡ, đã nâng cấp); đang cài đặt lại.
:install
set "PYTHON="
for %%p in ("py -3.13" "py -3.12" "py -3.11" "py -3" python python3) do if not defined PYTHON call :try %%~p
if not defined PYTHON goto nopython
net use %HERE:~0,2% >nul 2>nul
if not errorlevel 1 echo Thư mục chương trình ở ổ mạng (%HERE:~0,2%): chạy được nhưng chậm; nên chép cả thư mục về ổ đĩa của máy.
echo Đang cài đặt lần đầu bằng %PYTHON%, khoảng một phút ...
call %PYTHON% -m venv --clear .venv
if errorlevel 1 goto failed
%RUN% %INSTALL% -r requirements.lock
if errorlevel 1 goto failed
%RUN% -m compileall -q pipeline schemas
copy /y requirements.lock .venv\requirements.lock >nul
:dispatch
for %%t in (samples test bench accept lint bundle) do if /i "%TARGET%"=="%%t" goto develop
rem everything else is handed over as it was typed, unread: the program knows its words and refuses others
%RUN% -m pipeline %*
:status
if errorlevel 2 exit /b 2
if errorlevel 1 exit /b 1
if errorlevel 0 exit /b 0
rem a status below 0 is that of a program that Windows has ended
exit /b 2

:try
rem the first Python of the machine that is new enough
call %* -c "import sys; sys.exit(max(sys.version_info[:2], (3, 11)) != sys.version_info[:2] or sys.maxsize.bit_length() != 63)" >nul 2>nul
if errorlevel 1 exit /b 0
if errorlevel 0 set "PYTHON=%*"
exit /b 0

:version
for /f "delims=" %%v in ('%* -c "import platform; print(platform.python_version(), platform.architecture()[0])" 2^>nul') do set "FOUND=%%v"
exit /b 0

:develop
rem what development adds is installed by the targets that need it
fc /b requirements-dev.lock .venv\requirements-dev.lock >nul 2>nul
if not errorlevel 1 goto %TARGET%
echo Đang cài thêm thư viện cho người lập trình ...
%RUN% %INSTALL% -r requirements.lock -r requirements-dev.lock
if errorlevel 1 goto failed
copy /y requirements-dev.lock .venv\requirements-dev.lock >nul
goto %TARGET%
:samples
%RUN% -m tests.samples
goto status
:test
%RUN% -m pytest
goto status
:bench
%RUN% -m tests.bench
goto status
:bundle
%RUN% -m tests.bundle make
goto status
:accept
set "ACCEPT_GOLDEN=1"
%RUN% -m pytest tests/test_golden.py
goto status
:lint
%RUN% -m ruff check .
if errorlevel 1 exit /b 1
%RUN% -m ruff format --check .
if errorlevel 1 exit /b 1
%RUN% -m mypy
goto status
:clean
if exist .venv rmdir /s /q .venv
for %%d in (.pytest_cache .mypy_cache .ruff_cache .hypothesis) do if exist %%d rmdir /s /q %%d
exit /b 0

:menu
call :help
:ask
echo.
set "WORDS="
set /p "WORDS=Gõ lệnh, ví dụ make quarter, rồi Enter (chỉ Enter: đóng): "
if not defined WORDS exit /b 0
if /i "%WORDS:~0,5%"=="make " set "WORDS=%WORDS:~5%"
call "%HERE%make.bat" %WORDS%
goto ask

:network
echo Thư mục chương trình ở đường dẫn mạng, Windows không chạy lệnh từ đó được. Chép cả thư mục về ổ đĩa của máy, ví dụ D:\gdtt, rồi chạy lại.
goto wait
:zipped
echo Không thấy các tệp khác của chương trình bên cạnh make.bat. Giải nén cả thư mục (bấm chuột phải, Extract All) rồi chạy lại ở thư mục đã giải nén.
:wait
if "%~1"=="" pause
exit /b 2
:nopython
set "FOUND="
for %%p in ("py -3" python python3) do if not defined FOUND call :version %%~p
if defined FOUND goto old
echo Máy chưa có Python. Cài Python 3.11 trở lên, bản 64 bit, từ python.org, khi cài chọn «Add python.exe to PATH»; mở lại cửa sổ này rồi chạy lại.
exit /b 2
:old
echo Máy có Python %FOUND%; cần Python 3.11 trở lên, bản 64 bit. Cài thêm bản mới từ python.org (không phải gỡ bản cũ); mở lại cửa sổ này rồi chạy lại.
exit /b 2
:failed
if exist wheels echo Bản đóng gói này cài được với Python 3.11, 3.12, 3.13 bản 64 bit; máy đang dùng: %PYTHON%.
echo Cài đặt chưa xong. Kiểm tra mạng rồi chạy lại; nếu đường dẫn của thư mục quá dài thì chuyển về chỗ ngắn hơn, ví dụ D:\gdtt.
exit /b 2

:help
echo Cho cán bộ:
echo   make quarter    Lập hồ sơ của quý mới nhất, hoặc: make quarter QUARTER=2020-Q1
echo   make check      Kiểm tra biểu mẫu của quý, không lập văn bản: make check QUARTER=2020-Q1
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
echo   make bundle     Đóng gói chương trình kèm thư viện thành một tệp zip cài được khi không có mạng
echo   make clean      Xóa .venv và tệp tạm; không đụng đến inputs và outputs
exit /b 0
