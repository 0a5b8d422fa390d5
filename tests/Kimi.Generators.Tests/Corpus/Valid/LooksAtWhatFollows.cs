// Form: rewards read beginnings with a look at what follows, keys of JSON by their place, and numbers whose point a helper looks for
using System.Net.Http;
using Kimi.Dsl;

namespace Acme;

[Recipe("looks-at-what-follows")]
public abstract partial class LooksAtWhatFollows
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
    [Reward<BeginsAndEnds>, Reward<KeyOfAReply>, Reward<WithoutZeros>]
    public abstract Policy LongCot(Policy sft, PromptSet problems);

    [Evaluate]
    [Reward<BeginsAndEnds>, Reward<KeyOfAReply>, Reward<WithoutZeros>]
    public abstract Evaluation Report(Policy longCot, PromptSet heldOut);
}

/// <summary>The answer, and nothing of a number behind it.</summary>
public sealed class BeginsAndEnds : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var answer = problem.Answer;
        var text = rollout.Text[(rollout.Text.LastIndexOf('#') + 1)..].TrimStart();
        return new(Verdict.Of(text.StartsWith(answer, StringComparison.Ordinal) && (text.Length == answer.Length || !char.IsAsciiDigit(text[answer.Length]))));
    }
}

/// <summary>What a served model says under a key.</summary>
/// <param name="client">Reaches it.</param>
public sealed class KeyOfAReply(HttpClient client) : IReward<MathProblem>
{
    /// <inheritdoc/>
    public async ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var reply = await client.GetStringAsync(new Uri($"http://judge/{Uri.EscapeDataString(rollout.Text + problem.Answer)}"), cancellationToken);
        var place = reply.LastIndexOf("correct", StringComparison.Ordinal);
        return place < 0 ? new Verdict.Unscorable("there is no verdict") : Verdict.Of(reply[place..].Contains("true", StringComparison.Ordinal));
    }
}

/// <summary>Decimals without zeros at their end.</summary>
public sealed class WithoutZeros : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        new(Verdict.Of(Plain(rollout.Text[(rollout.Text.LastIndexOf('#') + 1)..]) == Plain(problem.Answer)));

    private static string Plain(string number) => Decimals.HasPoint(number) ? number.TrimEnd('0').TrimEnd(Decimals.Point) : number;
}

/// <summary>Decimals.</summary>
internal static class Decimals
{
    public const char Point = '.';

    public static bool HasPoint(string number) => number.Contains(Point, StringComparison.Ordinal);
}
