"""A server on localhost that answers as the IDX mirrors and OpenML do, and misbehaves when told to."""

import gzip
import hashlib
import json
import struct
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np

HTML = b"<!DOCTYPE html>\n<html><head><title>Log in</title></head><body>Welcome.</body></html>\n"


def idx_files(images, labels, n_train):
    """By name, the four original files, as bytes; the first n_train digits are the training set."""
    files = {}
    for name, part in ("train", slice(n_train)), ("t10k", slice(n_train, None)):
        n = len(labels[part])
        images_idx = struct.pack(">4I", 2051, n, 28, 28) + images[part].tobytes()
        labels_idx = struct.pack(">2I", 2049, n) + labels[part].astype(np.uint8).tobytes()
        files[f"{name}-images-idx3-ubyte.gz"] = gzip.compress(images_idx, 1)
        files[f"{name}-labels-idx1-ubyte.gz"] = gzip.compress(labels_idx, 1)
    return files


def openml_files(images, labels, address):
    """By path, what OpenML answers: the search by name, the dataset's description, its columns, counts and ARFF."""
    lines = ["@RELATION mnist_784", *(f"@ATTRIBUTE pixel{i} real" for i in range(1, 785))]
    lines += ["@ATTRIBUTE class {0,1,2,3,4,5,6,7,8,9}", "@DATA"]
    rows = np.column_stack([images, labels]).tolist()
    arff = "\n".join([*lines, *(",".join(map(str, row)) for row in rows), ""]).encode()
    count = [{"name": "NumberOfInstances", "value": f"{len(images)}.0"}]
    found = {"did": 554, "name": "mnist_784", "version": 1, "status": "active", "format": "ARFF"}
    path = "/data/v1/download/52667"
    description = {
        "id": "554",
        "name": "mnist_784",
        "version": "1",
        "description": "**Author**: Yann LeCun, Corinna Cortes, Christopher J.C. Burges",
        "format": "ARFF",
        "url": f"{address}{path}/mnist_784.arff",
        "file_id": "52667",
        "default_target_attribute": "class",
        "status": "active",
        "md5_checksum": hashlib.md5(arff).hexdigest(),
    }
    features = [
        {
            "index": str(i),
            "name": name,
            "data_type": "nominal" if name == "class" else "numeric",
            "is_target": "true" if name == "class" else "false",
            "is_ignore": "false",
            "is_row_identifier": "false",
            "number_of_missing_values": "0",
        }
        for i, name in enumerate([*(f"pixel{i}" for i in range(1, 785)), "class"])
    ]
    features[-1]["nominal_value"] = list("0123456789")
    api = "/api/v1/json/data"
    answers = {
        f"{api}/list/data_name/mnist_784/limit/2/data_version/1": {
            "data": {"dataset": [found | {"file_id": 52667, "quality": count}]}
        },
        f"{api}/554": {"data_set_description": description},
        f"{api}/features/554": {"data_features": {"feature": features}},
        f"{api}/qualities/554": {"data_qualities": {"quality": count}},
    }
    files = {path: json.dumps(answer).encode() for path, answer in answers.items()}
    # scikit-learn 1.5 asks for the number of the file, a newer one for the address in the description
    return files | {path: arff, f"{path}/mnist_784.arff": arff}


class MnistServer(ThreadingHTTPServer):
    """Serves `files`, bytes by path, until `close()`.

    how: by a part of a path, what to do for such a path instead: "stall" (after half of the answer), "silence" (no
    answer at all), "cut" (close after half of it), "html" (a web page with status 200), or 404, 500 and their like.
    asked: the paths asked for, in order. stalling: set while somebody waits for a stalled answer.
    """

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.mirror = f"{self.address}/mnist/"
        self.files, self.how, self.asked = {}, {}, []
        self.stalling, self.closing = threading.Event(), threading.Event()
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    def serve_idx(self, images, labels, n_train):
        """Serve these digits, (m, 784) uint8 and (m,), as a mirror does."""
        files = idx_files(images, labels, n_train)
        self.files |= {f"/mnist/{name}": content for name, content in files.items()}

    def close(self):
        self.closing.set()
        self.shutdown()
        self.server_close()

    def handle_error(self, request, client_address):
        pass  # whoever asked has gone, as some tests want


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        server, path = self.server, self.path.rstrip("/")
        server.asked.append(path)
        how = next((how for part, how in server.how.items() if part in path), "fine")
        body = server.files.get(path)
        if body is None or isinstance(how, int):
            return self.send_error(how if isinstance(how, int) else 404)
        if how == "silence":
            return self.stall()
        body = HTML if how == "html" else body
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: len(body) // 2] if how in ("stall", "cut") else body)
        if how == "stall":
            self.stall()

    def stall(self):
        self.wfile.flush()
        self.server.stalling.set()
        self.server.closing.wait()

    def log_message(self, *arguments):
        pass
