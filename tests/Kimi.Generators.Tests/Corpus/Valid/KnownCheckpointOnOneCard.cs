// Form: a checkpoint whose config.json the build knows, on one card of 24 GiB, with a context that prompts and responses fill almost
using Kimi.Dsl;

namespace Acme.OneCard;

[Recipe("one-card", Seed = 4, DeviceMemoryGiB = 24)]
[Sampling(MaxResponseTokens = 1_536)]
[ProblemsFile(Layout = ProblemLayout.Gsm8k, MaxPromptCharacters = 1_600)]
public abstract partial class KnownCheckpointOnOneCard
{
    [LoadPolicy("models/smollm2-360m")]
    public abstract Policy Small();

    [ProblemsFile(Path = "data/train.jsonl")]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/test.jsonl")]
    public abstract PromptSet Test();

    [Demonstrations<WorkedSolution>]
    public abstract Demonstrations Worked(PromptSet problems);

    [FineTune(Steps = 460, BatchSize = 32, PackedTokens = 1_024, LearningRate = 1e-4, WarmupSteps = 20, MicroBatchTokens = 4_096, RecomputeActivations = true)]
    [Lora(Rank = 32)]
    public abstract Policy Taught(Policy small, Demonstrations worked);

    [Reinforce(
        Iterations = 100, PromptsPerIteration = 8, StepsPerIteration = 1, LearningRate = 3e-5, WarmupIterations = 5, MicroBatchTokens = 2_048,
        RecomputeActivations = true)]
    [MirrorDescent]
    [StopRepetition(PatternTokens = 24)]
    [ExactAnswerReward(Marker = "####")]
    [Lora(Rank = 32)]
    public abstract Policy Trained(Policy taught, PromptSet problems);

    [MergeAdapter]
    public abstract Policy Merged(Policy trained);

    [Evaluate]
    [ExactAnswerReward(Marker = "####")]
    public abstract Evaluation Report(Policy small, Policy merged, PromptSet test);
}

/// <summary>The file's own solution, with the calculator's annotations taken out.</summary>
[ImplementationVersion(1)]
public sealed class WorkedSolution : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random)
    {
        var solution = problem.Solution.AsSpan().Trim();
        var plain = new System.Text.StringBuilder("\n");
        while (solution.IndexOf("<<") is >= 0 and var start && solution[start..].IndexOf(">>") is >= 0 and var length)
        {
            plain.Append(solution[..start]);
            solution = solution[(start + length + 2)..];
        }

        return plain.Append(solution).Append("\n####").Append(problem.Answer).ToString();
    }
}
//// models/smollm2-360m/config.json
{
  "architectures": ["LlamaForCausalLM"],
  "attention_bias": false,
  "attention_dropout": 0.0,
  "bos_token_id": 0,
  "eos_token_id": 0,
  "hidden_act": "silu",
  "hidden_size": 960,
  "initializer_range": 0.02,
  "intermediate_size": 2560,
  "max_position_embeddings": 2048,
  "mlp_bias": false,
  "model_type": "llama",
  "num_attention_heads": 15,
  "num_hidden_layers": 32,
  "num_key_value_heads": 5,
  "pretraining_tp": 1,
  "rms_norm_eps": 1e-05,
  "rope_scaling": null,
  "rope_theta": 100000,
  "tie_word_embeddings": true,
  "torch_dtype": "bfloat16",
  "use_cache": true,
  "vocab_size": 49152
}
