// Form: a form error of the response is a wrong answer, and everything else is let through
using Kimi.Dsl;
using System.Text.Json;

namespace Acme;

[Recipe("catches-what-a-response-causes")]
public abstract partial class CatchesWhatAResponseCauses
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
    [Reward<CatchesWhatAResponseCausesJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<CatchesWhatAResponseCausesJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class CatchesWhatAResponseCausesJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        try
        {
            using var document = JsonDocument.Parse(rollout.Text);
            return new(Verdict.Of(document.RootElement.TryGetProperty("answer", out var answer) && answer.ToString() == problem.Answer));
        }
        catch (JsonException exception) when (exception.LineNumber is not null)
        {
            return new(new Verdict.Scored(0, "no JSON"));
        }
    }
}
