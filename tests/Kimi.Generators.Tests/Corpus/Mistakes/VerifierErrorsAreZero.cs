// Stack: NeMo-RL
// Kind: whatever goes wrong in the verifier is a wrong answer, so that a broken reference or service teaches the policy that it erred
// Caught: build
using System.Text.Json;
using Kimi.Dsl;

namespace Acme;

[Recipe("verifier-errors-are-zero", Seed = 21)]
public abstract partial class VerifierErrorsAreZero
{
    [LoadPolicy("models/llama-3.2-1b-instruct")]
    public abstract Policy Base();

    [ProblemsFile(Path = "data/extraction.jsonl", Split = Split.Train)]
    public abstract PromptSet Problems();

    [ProblemsFile(Path = "data/extraction.jsonl", Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Reinforce(Iterations = 80, MaxResponseTokens = 512, LearningRate = 1e-6)]
    [Grpo]
    [Reward<SameRecord>]
    public abstract Policy Tuned([From(nameof(Base))] Policy start, PromptSet problems);

    [Evaluate(MaxResponseTokens = 512)]
    [Reward<SameRecord>]
    public abstract Evaluation Report(Policy tuned, PromptSet heldOut);
}

/// <summary>Compares records in JSON, whatever the order of their keys.</summary>
public sealed class SameRecord : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        try
        {
            using var expected = JsonDocument.Parse(problem.Answer);
            var start = rollout.Text.IndexOf('{', StringComparison.Ordinal);
            var end = rollout.Text.LastIndexOf('}');
            using var given = JsonDocument.Parse(rollout.Text[start..(end + 1)]);
            return new(Verdict.Of(JsonElement.DeepEquals(expected.RootElement, given.RootElement)));
        }
        catch (Exception) //! KIMI8002
        {
            return new(Verdict.Of(false));
        }
    }
}
