// Stack: prime-rl
// Kind: the response is read as JSON without a thought of one that is none
// Caught: build
using System.Text.Json;
using Kimi.Dsl;

namespace Acme;

[Recipe("json-of-an-untaught-policy")]
public abstract partial class JsonOfAnUntaughtPolicy
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 256, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<JsonAnswer>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<JsonAnswer>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class JsonAnswer : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        using var said = JsonDocument.Parse(rollout.Text); //! KIMI8020
        var answer = said.RootElement.TryGetProperty("answer", out var value) ? value.ToString() : "";
        return ValueTask.FromResult(Verdict.Of(answer == problem.Answer));
    }
}
