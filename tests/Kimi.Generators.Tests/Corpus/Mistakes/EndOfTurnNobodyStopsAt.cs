// Stack: ms-swift
// Thread: modelscope/ms-swift 3113
// Kind: a base model learns from conversations to end its turn with the chat's token, but ends only at the end of text, so it never stops
// Caught: never
using Kimi.Dsl;

namespace Acme;

[Recipe("end-of-turn-nobody-stops-at")]
public abstract partial class EndOfTurnNobodyStopsAt
{
    [LoadPolicy("models/Qwen2.5-14B")]
    public abstract Policy Base();

    [DemonstrationsFile(Path = "data/chats.jsonl", Layout = DemonstrationLayout.Messages, Shuffle = true)]
    public abstract Demonstrations Chats();

    [ProblemsFile(Path = "data/questions.jsonl", Layout = ProblemLayout.Verl, Count = 500)]
    public abstract PromptSet Questions();

    [FineTune(Steps = 2_000, BatchSize = 64, LearningRate = 1e-5, MicroBatchTokens = 16_384)]
    public abstract Policy Sft([From(nameof(Base))] Policy start, Demonstrations chats);

    [Evaluate(MaxResponseTokens = 2_048)] //! none yet
    [MathReward]
    public abstract Evaluation Report(Policy sft, PromptSet questions);
}
//// models/Qwen2.5-14B/config.json
{
  "architectures": ["Qwen2ForCausalLM"],
  "model_type": "qwen2",
  "bos_token_id": 151643,
  "eos_token_id": 151643,
  "hidden_act": "silu",
  "hidden_size": 5120,
  "initializer_range": 0.02,
  "intermediate_size": 13824,
  "max_position_embeddings": 131072,
  "num_attention_heads": 40,
  "num_hidden_layers": 48,
  "num_key_value_heads": 8,
  "rms_norm_eps": 1e-05,
  "rope_theta": 1000000.0,
  "tie_word_embeddings": false,
  "torch_dtype": "bfloat16",
  "vocab_size": 152064
}
