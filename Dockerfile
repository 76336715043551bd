# The product in one image: web, worker, relay and the one-shot preparation differ by their command alone.
FROM python:3.13-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN apt-get update \
 && apt-get install --yes --no-install-recommends gettext \
 && rm -rf /var/lib/apt/lists/*
RUN python -m venv /opt/venv
COPY requirements/product.txt /tmp/product.txt
RUN /opt/venv/bin/pip install --require-hashes --requirement /tmp/product.txt \
 && /opt/venv/bin/python -m compileall -q /opt/venv
COPY . /srv/app
WORKDIR /srv/app
RUN for file in locale/*/LC_MESSAGES/*.po; do msgfmt --check --output-file="${file%.po}.mo" "$file" || exit 1; done \
 && python -m compileall -q .

FROM python:3.13-slim
# What WeasyPrint loads to lay out text. Fonts come with the product.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin c4ir \
 && install --directory --owner=c4ir --group=c4ir --mode=0700 /data
COPY --from=build /opt/venv /opt/venv
COPY --from=build /srv/app /srv/app
WORKDIR /srv/app
ENV PATH=/opt/venv/bin:$PATH DATA_DIR=/data HOME=/tmp PYTHONUNBUFFERED=1 DJANGO_SETTINGS_MODULE=c4ir_assess.settings
# The static files must collect; the migrate service collects them again into the shared volume at each new version.
RUN SECRET_KEY=$(python -c "import secrets; print(secrets.token_hex(32))") DATA_DIR=/tmp/build \
    python manage.py collectstatic --no-input --verbosity 0 \
 && rm -rf /tmp/build
USER c4ir
VOLUME /data
EXPOSE 8000
CMD ["gunicorn", "c4ir_assess.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--workers", "2", \
     "--threads", "4", "--worker-tmp-dir", "/dev/shm", "--no-control-socket", "--log-level", "warning"]
