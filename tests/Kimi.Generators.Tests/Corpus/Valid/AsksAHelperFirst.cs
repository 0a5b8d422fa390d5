// Form: helpers find the answer or nothing, and the caller reads what is there
using Kimi.Dsl;
using System.Globalization;

namespace Acme;

[Recipe("asks-a-helper-first")]
public abstract partial class AsksAHelperFirst
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
    [Reward<AsksAHelperFirstJudge>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<AsksAHelperFirstJudge>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>Judges a response.</summary>
public sealed class AsksAHelperFirstJudge : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (AnswerIn(rollout.Text) is not { } answer || !IsNumber(answer))
            return new(new Verdict.Scored(0, "no number"));
        return new(Verdict.Of(int.Parse(answer, CultureInfo.InvariantCulture) == int.Parse(problem.Answer, CultureInfo.InvariantCulture)));

        static bool IsNumber(string text) => text.Length is > 0 and < 10 && text.All(char.IsAsciiDigit);
    }

    private static string? AnswerIn(string text)
    {
        var at = text.LastIndexOf('#');
        return at < 0 ? null : text[(at + 1)..].Trim();
    }
}
