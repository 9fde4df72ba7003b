# Every target is one line over «python -m pipeline»; the first one called makes .venv by itself.
.DEFAULT_GOAL := help
TARGETS := help quarter check year pdf inspect verify trace forget forms templates samples test bench accept lint bundle clean
.PHONY: $(TARGETS)
PYTHON ?= python3
# The program writes nothing outside outputs/: its modules are compiled here, once for each version of them.
export PYTHONDONTWRITEBYTECODE := 1
# What is typed after make is handed to the program as it was typed: make expands nothing in it, and the shell reads none of it.
$(foreach name,$(.VARIABLES),$(if $(filter command%,$(origin $(name))),$(eval override $(name) := $$(value $(name)))$(eval TYPED += $(name))))
WORDS := QUARTER YEAR FILE TEXT REPLACE ALL MARK
export $(WORDS)
ifneq ($(filter-out $(WORDS) PYTHON NO_SKIPS,$(TYPED)),)
$(error Không hiểu «$(firstword $(filter-out $(WORDS) PYTHON NO_SKIPS,$(TYPED)))=»; chỉ nhận QUARTER=2020-Q1, YEAR=2020, FILE=…, TEXT=…, REPLACE=1, ALL=1, MARK=1)
endif
ifneq ($(filter-out $(TARGETS) .venv/%,$(MAKECMDGOALS)),)
$(error Không có lệnh «$(firstword $(filter-out $(TARGETS) .venv/%,$(MAKECMDGOALS)))»; quý ghi dạng QUARTER=2020-Q1, năm ghi dạng YEAR=2020. Gõ make help để xem các lệnh)
endif
# Below what refuses other words: the shell that it calls would be one that was typed (SHELL=, .SHELLFLAGS=).
PROGRAM := $(shell find pipeline schemas -name '*.py')
VENV := .venv/bin/python
PIPELINE := $(VENV) -m pipeline
# A bundle brings its libraries along and needs no network.
INSTALL := $(VENV) -m pip install --quiet --disable-pip-version-check --require-hashes $(if $(wildcard wheels),--no-index --find-links wheels)
NO_VENV := Python của máy thiếu venv hoặc pip. Cài rồi chạy lại: sudo apt-get install python3-venv.

##@ Cho cán bộ:

help: ## In danh sách lệnh này
	@awk -F ':.*## ' '/^##@ / {print substr($$0, 5)} /^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

quarter: .venv/ready ## Lập hồ sơ của quý mới nhất, hoặc QUARTER=2020-Q1
	@$(PIPELINE) quarter "QUARTER=$$QUARTER" "REPLACE=$$REPLACE" "ALL=$$ALL"

check: .venv/ready ## Kiểm tra biểu mẫu của quý, không lập văn bản (QUARTER=2020-Q1)
	@$(PIPELINE) check "QUARTER=$$QUARTER"

year: .venv/ready ## Tổng hợp các quý của năm mới nhất, hoặc YEAR=2020
	@$(PIPELINE) year "YEAR=$$YEAR" "REPLACE=$$REPLACE"

pdf: .venv/ready ## Lập PDF cho các văn bản Word của quý (QUARTER=2020-Q1; cần LibreOffice)
	@$(PIPELINE) pdf "QUARTER=$$QUARTER"

inspect: .venv/ready ## Soát thể thức một văn bản Word theo Nghị định 30 (FILE=…)
	@$(PIPELINE) inspect "FILE=$$FILE" "MARK=$$MARK" "ALL=$$ALL"

verify: .venv/ready ## Văn bản là nguyên bản, đã lưu lại, đã sửa, là bản cũ hay không rõ (FILE=…)
	@$(PIPELINE) verify "FILE=$$FILE"

trace: .venv/ready ## Một tên, giá trị lấy từ ô nào, đứng trong văn bản nào (TEXT="…")
	@$(PIPELINE) trace "TEXT=$$TEXT" "QUARTER=$$QUARTER"

forget: .venv/ready ## Xóa dữ liệu cá nhân của một quý, giữ số liệu (QUARTER=2020-Q1)
	@$(PIPELINE) forget "QUARTER=$$QUARTER"

forms: .venv/ready ## Lập cho mỗi đơn vị một biểu mẫu điền sẵn tên và quý (QUARTER=2020-Q2)
	@$(PIPELINE) forms "QUARTER=$$QUARTER"

templates: .venv/ready ## Vẽ lại biểu mẫu Excel và mẫu Word; giữ nguyên tệp đã sửa
	@$(PIPELINE) templates

##@ Cho người lập trình:

samples: .venv/ready .venv/developed ## Ghi lại biểu mẫu của các quý mẫu vào inputs/
	@$(VENV) -m tests.samples

test: .venv/ready .venv/developed ## Chạy toàn bộ kiểm thử; tự cài chương trình còn thiếu nếu được phép
	@$(VENV) -m tests.install_programs
	@$(VENV) -m pytest

bench: .venv/ready .venv/developed ## Đo tốc độ so với cách làm khác; kết quả trong tests/bench/results/
	@$(VENV) -m tests.bench

accept: .venv/ready .venv/developed ## Nhận các văn bản hiện tại làm bản chuẩn của kiểm thử
	@ACCEPT_GOLDEN=1 $(VENV) -m pytest tests/test_golden.py

lint: .venv/ready .venv/developed ## Soát cách viết và kiểu dữ liệu của mã
	@$(VENV) -m ruff check . && $(VENV) -m ruff format --check . && $(VENV) -m mypy

bundle: .venv/ready .venv/developed ## Đóng gói chương trình kèm thư viện thành một tệp zip cài được khi không có mạng
	@$(VENV) -m tests.bundle make

clean: ## Xóa .venv và tệp tạm; không đụng đến inputs/ và outputs/
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis && find pipeline schemas tests -name __pycache__ -prune -exec rm -rf {} +

.venv/ready: .venv/installed $(PROGRAM)
	@$(VENV) -m compileall -q pipeline schemas
	@touch $@

# What development adds is installed by the targets that need it: an officer's machine fetches and keeps what the program itself needs.
.venv/developed: requirements-dev.lock .venv/installed
	@echo "Đang cài thêm thư viện cho người lập trình …"
	@$(INSTALL) -r requirements.lock -r requirements-dev.lock
	@touch $@

.venv/installed: requirements.lock
	@$(PYTHON) -c "import sys; sys.exit('Cần Python 3.11 trở lên; máy đang có ' + sys.version.split()[0] if sys.version_info < (3, 11) else 0)"
	@$(PYTHON) -c "import ensurepip, venv" 2>/dev/null || { echo "$(NO_VENV)"; exit 2; }
	@echo "Đang cài đặt lần đầu, khoảng một phút …"
	@said=$$($(PYTHON) -m venv .venv 2>&1) || { echo "$(NO_VENV)" $$said; exit 2; }
	@$(INSTALL) -r requirements.lock
	@touch $@
