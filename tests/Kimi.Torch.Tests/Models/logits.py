#!/usr/bin/env python3
"""Computes a checkpoint's logits by PyTorch alone, in double precision: python3 logits.py FOLDER

Written from the papers and from what transformers documents of config.json, not from Kimi.Dsl. Reads config.json, model.safetensors and tokens.json (rows of
ids) in FOLDER, and writes logits.json. Families: Llama, Qwen2, Qwen3. Rotary positions: plain, linear, llama3, YaRN. Of a LLaVA with a tower of SigLIP it
also reads pixels.json (images, in the order of their tokens), and puts what the tower and the projector make of them in the places of image tokens.
"""
import json
import math
import os
import struct
import sys

import torch

TYPES = {'F32': torch.float32, 'BF16': torch.bfloat16, 'F16': torch.float16}


def read_weights(path):
    with open(path, 'rb') as file:
        content = file.read()
    (length,) = struct.unpack('<Q', content[:8])
    header = json.loads(content[8:8 + length])
    header.pop('__metadata__', None)
    weights = {}
    for name, entry in header.items():
        begin, end = (8 + length + offset for offset in entry['data_offsets'])
        flat = torch.frombuffer(bytearray(content[begin:end]), dtype=TYPES[entry['dtype']])
        weights[name] = flat.reshape(entry['shape']).double()
    return weights


def frequencies(config, width):
    scaling = config.get('rope_parameters') or config.get('rope_scaling') or {}
    theta = scaling.get('rope_theta') or config.get('rope_theta', 10000.0)
    kind = scaling.get('rope_type') or scaling.get('type') or 'default'
    plain = theta ** (-torch.arange(0, width, 2, dtype=torch.float64) / width)
    if kind == 'default':
        return plain, 1.0
    factor = scaling['factor']
    if kind == 'linear':
        return plain / factor, 1.0
    old = scaling.get('original_max_position_embeddings') or config['max_position_embeddings']
    if kind == 'llama3':
        wavelengths = 2 * math.pi / plain
        low, high = scaling['low_freq_factor'], scaling['high_freq_factor']
        smooth = (old / wavelengths - low) / (high - low)
        between = (1 - smooth) * plain / factor + smooth * plain
        result = torch.where(wavelengths > old / low, plain / factor, plain)
        is_between = (wavelengths <= old / low) & (wavelengths >= old / high)
        return torch.where(is_between, between, result), 1.0
    assert kind == 'yarn', kind

    def dimension(rotations):
        return width * math.log(old / (rotations * 2 * math.pi)) / (2 * math.log(theta))

    low, high = dimension(scaling.get('beta_fast') or 32), dimension(scaling.get('beta_slow') or 1)
    if scaling.get('truncate', True):
        low, high = math.floor(low), math.ceil(high)
    low, high = max(low, 0), min(high, width - 1)
    ramp = ((torch.arange(width // 2, dtype=torch.float64) - low) / max(high - low, 0.001)).clamp(0, 1)
    magnitude = scaling.get('attention_factor')
    if magnitude is None:
        def weight(scale):
            return 0.1 * scale * math.log(factor) + 1 if factor > 1 else 1.0
        one, all_dimensions = scaling.get('mscale'), scaling.get('mscale_all_dim')
        magnitude = weight(one) / weight(all_dimensions) if one and all_dimensions else weight(1)
    return plain / factor * ramp + plain * (1 - ramp), magnitude


def norm(x, weight, epsilon):
    return x / torch.sqrt((x * x).mean(-1, keepdim=True) + epsilon) * weight


def rotate(x_BHTD, turns_TD, magnitude):
    first, second = x_BHTD.chunk(2, -1)
    turned = torch.complex(first, second) * torch.polar(torch.full_like(turns_TD, magnitude), turns_TD)
    return torch.cat((turned.real, turned.imag), -1)


def see(config, weights, pixels_N3HW):
    tower, prefix = config['vision_config'], 'vision_tower.vision_model.'

    def both(name):
        return weights[name + '.weight'], weights.get(name + '.bias')

    def layer_norm(x, name):
        return torch.nn.functional.layer_norm(x, x.shape[-1:], *both(name), tower['layer_norm_eps'])

    def apply(x, name):
        return torch.nn.functional.linear(x, *both(name))

    x = torch.nn.functional.conv2d(pixels_N3HW, *both(prefix + 'embeddings.patch_embedding'), stride=tower['patch_size'])
    x = x.flatten(2).transpose(1, 2) + weights[prefix + 'embeddings.position_embedding.weight']
    states = [x]
    for layer in range(tower['num_hidden_layers']):
        block = f'{prefix}encoder.layers.{layer}.'
        read = layer_norm(x, block + 'layer_norm1')
        query, key, value = (
            apply(read, f'{block}self_attn.{part}_proj').unflatten(2, (tower['num_attention_heads'], -1)).transpose(1, 2) for part in 'qkv')
        attention = (query @ key.transpose(2, 3) / math.sqrt(query.shape[-1])).softmax(-1)
        x = x + apply((attention @ value).transpose(1, 2).flatten(2), block + 'self_attn.out_proj')
        up = torch.nn.functional.gelu(apply(layer_norm(x, block + 'layer_norm2'), block + 'mlp.fc1'), approximate='tanh')
        x = x + apply(up, block + 'mlp.fc2')
        states.append(x)
    x = states[config['vision_feature_layer']]
    return apply(torch.nn.functional.gelu(apply(x, 'multi_modal_projector.linear_1')), 'multi_modal_projector.linear_2')


def forward(config, weights, tokens_BT, seen_NPC=None, image_token=None):
    heads = config['num_attention_heads']
    groups = config.get('num_key_value_heads') or heads
    width = config.get('head_dim') or config['hidden_size'] // heads
    epsilon = config.get('rms_norm_eps', 1e-6)
    speeds, magnitude = frequencies(config, width)
    count = tokens_BT.shape[1]
    turns = torch.arange(count, dtype=torch.float64)[:, None] * speeds
    mask = torch.full((count, count), float('-inf'), dtype=torch.float64).triu(1)

    def apply(x, name):
        y = x @ weights[name + '.weight'].T
        return y + weights[name + '.bias'] if name + '.bias' in weights else y

    x = weights['model.embed_tokens.weight'][tokens_BT]
    if seen_NPC is not None:
        x[tokens_BT == image_token] = seen_NPC.flatten(0, 1)
    for layer in range(config['num_hidden_layers']):
        block = f'model.layers.{layer}.'
        read = norm(x, weights[block + 'input_layernorm.weight'], epsilon)
        shape = (*tokens_BT.shape, -1, width)
        query, key, value = (apply(read, f'{block}self_attn.{part}_proj').reshape(shape).transpose(1, 2) for part in 'qkv')
        if block + 'self_attn.q_norm.weight' in weights:
            query = norm(query, weights[block + 'self_attn.q_norm.weight'], epsilon)
            key = norm(key, weights[block + 'self_attn.k_norm.weight'], epsilon)
        query, key = rotate(query, turns, magnitude), rotate(key, turns, magnitude)
        key, value = (part.repeat_interleave(heads // groups, 1) for part in (key, value))
        attention = (query @ key.transpose(2, 3) / math.sqrt(width) + mask).softmax(-1)
        x = x + apply((attention @ value).transpose(1, 2).flatten(2), block + 'self_attn.o_proj')
        read = norm(x, weights[block + 'post_attention_layernorm.weight'], epsilon)
        gate = torch.nn.functional.silu(apply(read, block + 'mlp.gate_proj'))
        x = x + apply(gate * apply(read, block + 'mlp.up_proj'), block + 'mlp.down_proj')
    head = 'model.embed_tokens.weight' if config.get('tie_word_embeddings') else 'lm_head.weight'
    return norm(x, weights['model.norm.weight'], epsilon) @ weights[head].T


def main(folder):
    def path(name):
        return os.path.join(folder, name)

    with open(path('config.json'), encoding='utf-8') as file:
        config = json.load(file)
    with open(path('tokens.json'), encoding='utf-8') as file:
        tokens_BT = torch.tensor(json.load(file))
    weights = read_weights(path('model.safetensors'))
    with torch.no_grad():
        if 'vision_config' in config:
            weights = {name.replace('language_model.', '', 1): weight for name, weight in weights.items()}
            with open(path('pixels.json'), encoding='utf-8') as file:
                seen_NPC = see(config, weights, torch.tensor(json.load(file), dtype=torch.float64))
            logits_BTV = forward(config['text_config'], weights, tokens_BT, seen_NPC, config['image_token_index'])
        else:
            logits_BTV = forward(config, weights, tokens_BT)
    with open(path('logits.json'), 'w', encoding='utf-8') as file:
        json.dump(logits_BTV.flatten().tolist(), file)


if __name__ == '__main__':
    main(sys.argv[1])
