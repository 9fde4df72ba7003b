# Every target is one line over «python -m pipeline»; the first one called makes .venv by itself.
.DEFAULT_GOAL := help
.PHONY: help quarter check year pdf bench inspect verify trace forget forms templates samples test accept lint clean
PYTHON ?= python3
PROGRAM := $(shell find pipeline schemas -name '*.py')
# The program writes nothing outside outputs/: modules are compiled here, once for each version of them.
export PYTHONDONTWRITEBYTECODE := 1
VENV := .venv/bin/python
PIPELINE := $(VENV) -m pipeline

help: ## In danh sách lệnh này
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

quarter: .venv/ready ## Lập hồ sơ của quý mới nhất, hoặc QUARTER=2020-Q1
	@$(PIPELINE) quarter $(QUARTER) $(if $(REPLACE),--replace) $(if $(ALL),--all)

check: .venv/ready ## Kiểm tra biểu mẫu của quý, không lập văn bản (QUARTER=2020-Q1)
	@$(PIPELINE) check $(QUARTER)

year: .venv/ready ## Tổng hợp các quý của năm mới nhất, hoặc YEAR=2020
	@$(PIPELINE) year $(YEAR) $(if $(REPLACE),--replace)

pdf: .venv/ready ## Lập PDF cho các văn bản Word của quý (QUARTER=2020-Q1; cần LibreOffice)
	@$(PIPELINE) pdf $(QUARTER)

inspect: .venv/ready ## Soát thể thức một văn bản Word theo Nghị định 30 (FILE=…)
	@$(PIPELINE) inspect $${FILE:+"$$FILE"} $(if $(MARK),--mark)

verify: .venv/ready ## Văn bản còn nguyên, đã sửa, là bản cũ hay không rõ (FILE=…)
	@$(PIPELINE) verify $${FILE:+"$$FILE"}

trace: .venv/ready ## Một tên, giá trị lấy từ ô nào, đứng trong văn bản nào (TEXT="…")
	@$(PIPELINE) trace "$(TEXT)" $(QUARTER)

forget: .venv/ready ## Xóa dữ liệu cá nhân của một quý, giữ số liệu (QUARTER=2020-Q1)
	@$(PIPELINE) forget $(QUARTER)

forms: .venv/ready ## Lập cho mỗi đơn vị một biểu mẫu điền sẵn tên và quý (QUARTER=2020-Q2)
	@$(PIPELINE) forms $(QUARTER)

templates: .venv/ready ## Vẽ lại biểu mẫu Excel và mẫu Word; giữ nguyên tệp đã sửa
	@$(PIPELINE) templates

samples: .venv/ready ## (lập trình) Ghi lại biểu mẫu của các quý mẫu vào inputs/
	@$(VENV) -m tests.samples

test: .venv/ready ## (lập trình) Chạy toàn bộ kiểm thử
	@$(VENV) -m pytest

bench: .venv/ready ## (lập trình) Đo tốc độ so với cách làm khác; kết quả trong tests/bench/results/
	@$(VENV) -m tests.bench

accept: .venv/ready ## (lập trình) Nhận các văn bản hiện tại làm bản chuẩn của kiểm thử
	@ACCEPT_GOLDEN=1 $(VENV) -m pytest tests/test_golden.py

lint: .venv/ready ## (lập trình) Soát cách viết và kiểu dữ liệu của mã
	@$(VENV) -m ruff check . && $(VENV) -m ruff format --check . && $(VENV) -m mypy

clean: ## (lập trình) Xóa .venv và tệp tạm; không đụng đến inputs/ và outputs/
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis && find pipeline schemas tests -name __pycache__ -prune -exec rm -rf {} +

.venv/ready: .venv/installed $(PROGRAM)
	@$(VENV) -m compileall -q pipeline schemas
	@touch $@

.venv/installed: requirements.lock
	@echo "Đang cài đặt lần đầu, khoảng một phút …"
	@$(PYTHON) -c "import sys; sys.exit('Cần Python 3.11 trở lên; máy đang có ' + sys.version.split()[0] if sys.version_info < (3, 11) else 0)"
	@$(PYTHON) -m venv .venv
	@$(VENV) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@
