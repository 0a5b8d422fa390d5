// Stack: NeMo-RL
// Kind: responses may be longer than the context of the checkpoint that is loaded
// Caught: build
using Kimi.Dsl;

namespace Acme;

[Recipe("longer-than-the-loaded-context")]
public abstract partial class LongerThanTheLoadedContext
{
    [LoadPolicy(Folder = "models/tiny")]
    public abstract Policy Tiny();

    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Reinforce(Iterations = 80, MaxResponseTokens = 2_048)] //! KIMI6001
    [MirrorDescent]
    [ExactAnswerReward]
    [Lora]
    public abstract Policy Tuned(Policy tiny, PromptSet problems);
}
//// models/tiny/config.json
{
  "architectures": ["Qwen2ForCausalLM"],
  "model_type": "qwen2",
  "hidden_size": 896,
  "intermediate_size": 4864,
  "max_position_embeddings": 2048,
  "num_attention_heads": 14,
  "num_hidden_layers": 24,
  "num_key_value_heads": 2,
  "rms_norm_eps": 1e-06,
  "rope_theta": 1000000.0,
  "tie_word_embeddings": true,
  "torch_dtype": "bfloat16",
  "vocab_size": 151936
}
