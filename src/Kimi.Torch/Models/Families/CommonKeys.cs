using Kimi.Torch.Files;

namespace Kimi.Torch.Models.Families;

/// <summary>The keys of <c>config.json</c> that all families have.</summary>
internal static class CommonKeys
{
    /// <summary>They.</summary>
    public static IReadOnlyList<ConfigKey> All { get; } =
    [
        new("quantization_config", "null"), new("partial_rotary_factor", "1", "1.0"), new("rope_interleaved", "false"), new("pruned_heads", "{}"),
        new("is_encoder_decoder", "false"), new("add_cross_attention", "false"), new("chunk_size_feed_forward", "0"), new("attention_dropout", "0", "0.0"),
        new("layer_types", "\"full_attention\""),
        .. new[]
        {
            "_attn_implementation", "_attn_implementation_autoset", "_from_model_config", "_name_or_path", "attn_implementation", "begin_suppress_tokens",
            "bad_words_ids", "bos_token_id", "cross_attention_hidden_size", "decoder_start_token_id", "diversity_penalty", "do_sample", "early_stopping",
            "encoder_no_repeat_ngram_size", "eos_token_id", "exponential_decay_length_penalty", "finetuning_task", "forced_bos_token_id",
            "forced_eos_token_id", "id2label", "is_decoder", "is_llama_config", "label2id", "length_penalty", "max_length", "max_new_tokens", "min_length",
            "no_repeat_ngram_size", "num_beam_groups", "num_beams", "num_return_sequences", "output_attentions", "output_hidden_states", "output_scores",
            "pad_token_id", "prefix", "problem_type", "remove_invalid_values", "repetition_penalty", "return_dict", "return_dict_in_generate",
            "sep_token_id", "suppress_tokens", "task_specific_params", "temperature", "tf_legacy_loss", "tie_encoder_decoder", "tokenizer_class", "top_k",
            "top_p", "torchscript", "transformers.js_config", "transformers_version", "typical_p", "unsloth_fixed", "unsloth_version", "use_bfloat16",
            "use_cache",
        }.Select(name => new ConfigKey(name)),
    ];
}
