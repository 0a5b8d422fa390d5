// Form: a loaded policy whose configuration the build knows, with its end token and its whole context
using Kimi.Dsl;

namespace Acme;

[Recipe("loaded-and-known")]
public abstract partial class LoadedAndKnown
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [LoadPolicy("models/qwen")]
    public abstract Policy Base();

    [Reinforce(Iterations = 60, MaxResponseTokens = 32_000, StopTokens = [151_645, 151_643])]
    [MirrorDescent]
    [ExactAnswerReward]
    public abstract Policy LongCot([From(nameof(Base))] Policy start, PromptSet problems);
}
//// models/qwen/config.json
{
  "architectures": ["Qwen2ForCausalLM"],
  "model_type": "qwen2",
  "vocab_size": 151936,
  "hidden_size": 896,
  "intermediate_size": 4864,
  "num_hidden_layers": 24,
  "num_attention_heads": 14,
  "num_key_value_heads": 2,
  "max_position_embeddings": 32768,
  "rope_theta": 1000000.0,
  "rms_norm_eps": 1e-06,
  "tie_word_embeddings": true,
  "torch_dtype": "bfloat16"
}
