// Form: a response is read as JSON, and one that is none is wrong
using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Dsl;

namespace Acme;

[Recipe("json-that-is-tried")]
public abstract partial class JsonThatIsTried
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
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Verdict.Of(Answer(rollout.Text) == problem.Answer));

    private static string? Answer(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject said ? said["answer"]?.ToString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
