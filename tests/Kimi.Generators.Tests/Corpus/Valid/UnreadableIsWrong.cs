// Form: a response that is no JSON is wrong, and whatever else fails is a fault
using Kimi.Dsl;
using System.Text.Json;

namespace Acme;

[Recipe("unreadable-is-wrong")]
public abstract partial class UnreadableIsWrong
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
    [Reward<JsonJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<JsonJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Wants an object with the answer.</summary>
public sealed class JsonJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        try
        {
            using var said = JsonDocument.Parse(rollout.Text);
            return new(Verdict.Of(said.RootElement.TryGetProperty("answer", out var answer) && answer.ToString() == problem.Answer));
        }
        catch (JsonException)
        {
            return new(Verdict.Of(false));
        }
    }
}
