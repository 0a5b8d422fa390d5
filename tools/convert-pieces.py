#!/usr/bin/env python3
"""Turns a checkpoint folder with SentencePiece pieces into one with tokenizer.json: python3 tools/convert-pieces.py SOURCE TARGET

SOURCE has config.json, safetensors files and pieces.json: a list of [id, piece, score] in the order of the ids, with the unknown, first and last token
(<unk>, <s>, </s>) as ids 0 to 2, bytes as <0x00> to <0xFF>, and a space where SentencePiece writes U+2581, as llama2.c does.
llama2.c's models end a text with the token that begins one, so both tokens are named as ends.
TARGET becomes a folder that Kimi.Dsl, transformers and other programs load. SentencePiece merges the pair of neighbours whose merged piece has the best score;
tokenizer.json lists the same pairs, best first.
"""
import json
import os
import re
import shutil
import sys

SPACE = '\u2581'


def merges(pieces, scores):
    ids = {piece: id for id, piece in enumerate(pieces) if id > 2 and not re.fullmatch(r'<0x[0-9A-F]{2}>', piece)}
    found = []
    for piece, id in ids.items():
        for cut in range(1, len(piece)):
            left, right = piece[:cut], piece[cut:]
            if left in ids and right in ids:
                found.append((-scores[id], id, ids[left], ids[right], [left, right]))
    return [pair for *_, pair in sorted(found)]


def main(source, target):
    with open(os.path.join(source, 'pieces.json'), encoding='utf-8') as file:
        rows = json.load(file)
    if [row[0] for row in rows] != list(range(len(rows))):
        sys.exit('pieces.json is not in the order of the ids')
    pieces = ['<unk>', '<s>', '</s>'] + [row[1].replace(' ', SPACE) for row in rows[3:]]
    scores = [row[2] for row in rows]
    special = [{'id': id, 'content': pieces[id], 'single_word': False, 'lstrip': False, 'rstrip': False, 'normalized': False, 'special': True} for id in range(3)]
    tokenizer = {
        'version': '1.0', 'truncation': None, 'padding': None, 'added_tokens': special,
        'normalizer': {'type': 'Sequence', 'normalizers': [
            {'type': 'Prepend', 'prepend': SPACE}, {'type': 'Replace', 'pattern': {'String': ' '}, 'content': SPACE}]},
        'pre_tokenizer': None,
        'post_processor': {
            'type': 'TemplateProcessing',
            'single': [{'SpecialToken': {'id': '<s>', 'type_id': 0}}, {'Sequence': {'id': 'A', 'type_id': 0}}],
            'pair': [{'SpecialToken': {'id': '<s>', 'type_id': 0}}, {'Sequence': {'id': 'A', 'type_id': 0}}, {'Sequence': {'id': 'B', 'type_id': 1}}],
            'special_tokens': {'<s>': {'id': '<s>', 'ids': [1], 'tokens': ['<s>']}}},
        'decoder': {'type': 'Sequence', 'decoders': [
            {'type': 'Replace', 'pattern': {'String': SPACE}, 'content': ' '}, {'type': 'ByteFallback'}, {'type': 'Fuse'},
            {'type': 'Strip', 'content': ' ', 'start': 1, 'stop': 0}]},
        'model': {
            'type': 'BPE', 'dropout': None, 'unk_token': '<unk>', 'continuing_subword_prefix': None, 'end_of_word_suffix': None, 'fuse_unk': True,
            'byte_fallback': True, 'ignore_merges': False, 'vocab': {piece: id for id, piece in enumerate(pieces)}, 'merges': merges(pieces, scores)}}
    os.makedirs(target, exist_ok=True)
    for name in os.listdir(source):
        if name == 'config.json' or name.endswith(('.safetensors', '.safetensors.index.json')):
            shutil.copy(os.path.join(source, name), target)
    write(target, 'tokenizer.json', tokenizer)
    write(target, 'tokenizer_config.json', {
        'tokenizer_class': 'PreTrainedTokenizerFast', 'bos_token': '<s>', 'eos_token': '</s>', 'unk_token': '<unk>', 'clean_up_tokenization_spaces': False})
    write(target, 'generation_config.json', {'bos_token_id': 1, 'eos_token_id': [2, 1]})


def write(folder, name, content):
    with open(os.path.join(folder, name), 'w', encoding='utf-8') as file:
        json.dump(content, file, ensure_ascii=False, indent=1)


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
