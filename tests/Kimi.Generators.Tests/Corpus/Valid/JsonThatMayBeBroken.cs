// Form: a reward that reads JSON and says so where it is none
using System.Text.Json;
using Kimi.Dsl;

namespace Acme;

[Recipe("json-that-may-be-broken")]
public abstract partial class JsonThatMayBeBroken
{
    [Problems<AdditionProblems>(Count = 4_096)]
    public abstract PromptSet Problems();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer(Layers = 6, ContextLength = 512)]
    public abstract Policy Initial();

    [FineTune(Steps = 500)]
    public abstract Policy Sft(Policy initial, Demonstrations traces);

    [Reinforce(Iterations = 80)]
    [MirrorDescent]
    [Reward<InJson>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);
}

/// <summary>A reward of ours.</summary>
public sealed class InJson : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        try
        {
            using var json = JsonDocument.Parse(rollout.Text);
            return new(Verdict.Of(json.RootElement.TryGetProperty("answer", out var said) && said.ToString() == problem.Answer));
        }
        catch (JsonException)
        {
            return new(new Verdict.Scored(0, "no JSON"));
        }
    }
}
