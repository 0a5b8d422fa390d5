#!/usr/bin/env python3
"""Turns a checkpoint folder with a list of characters into one with tokenizer.json: python3 tools/convert-characters.py SOURCE TARGET

SOURCE has config.json, safetensors files and a tokenizer_config.json with char_ords, as verl's example of arithmetic on digits does: the code points of the
characters that are the tokens from id 4 on, behind the separator (0), the end (1), the padding (2) and the unknown token (3). Its chat template is kept.
TARGET becomes a folder that Kimi.Dsl, transformers and other programs load.
"""
import json
import os
import shutil
import sys

SPECIAL = ['<sep>', '<eos>', '<pad>', '<unk>']


def main(source, target):
    with open(os.path.join(source, 'tokenizer_config.json'), encoding='utf-8') as file:
        config = json.load(file)
    pieces = SPECIAL + [chr(code) for code in config['char_ords']]
    special = [{'id': id, 'content': content, 'single_word': False, 'lstrip': False, 'rstrip': False, 'normalized': False, 'special': True}
               for id, content in enumerate(SPECIAL)]
    tokenizer = {
        'version': '1.0', 'truncation': None, 'padding': None, 'added_tokens': special, 'normalizer': None, 'pre_tokenizer': None, 'post_processor': None,
        'decoder': {'type': 'Fuse'},
        'model': {
            'type': 'BPE', 'dropout': None, 'unk_token': '<unk>', 'continuing_subword_prefix': None, 'end_of_word_suffix': None, 'fuse_unk': False,
            'byte_fallback': False, 'ignore_merges': False, 'vocab': {piece: id for id, piece in enumerate(pieces)}, 'merges': []}}
    os.makedirs(target, exist_ok=True)
    for name in os.listdir(source):
        if name in ('config.json', 'generation_config.json') or name.endswith(('.safetensors', '.safetensors.index.json')):
            shutil.copy(os.path.join(source, name), target)
    write(target, 'tokenizer.json', tokenizer)
    del config['char_ords']
    write(target, 'tokenizer_config.json', {
        **config, 'tokenizer_class': 'PreTrainedTokenizerFast', 'sep_token': '<sep>', 'eos_token': '<eos>', 'pad_token': '<pad>', 'unk_token': '<unk>',
        'clean_up_tokenization_spaces': False})


def write(folder, name, content):
    with open(os.path.join(folder, name), 'w', encoding='utf-8') as file:
        json.dump(content, file, ensure_ascii=False, indent=1)


if __name__ == '__main__':
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
