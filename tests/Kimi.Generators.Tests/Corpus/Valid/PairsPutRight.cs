// Form: a transform turns pairs around that a rule finds labelled the wrong way, and prompts say what is to be copied
using System.Globalization;
using Kimi.Dsl;

namespace Acme.Labels;

[Recipe("pairs-put-right")]
[Sampling(MaxResponseTokens = 64)]
public abstract partial class PairsPutRight
{
    [Problems<Copies>(Count = 2_000)]
    public abstract PromptSet Words();

    [Problems<Copies>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet Others();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [SamplePreferences(SamplesPerPrompt = 6, Temperature = 1.1), Reward<Same>]
    public abstract Preferences Sampled([From(nameof(Chat))] Policy start, [From(nameof(Words))] PromptSet problems);

    [Transform]
    public static Preferences Right(Preferences sampled) => new(
    [
        .. sampled.Select(pair => Words(pair.Rejected) < Words(pair.Chosen) / 4
            ? pair with { Chosen = pair.Rejected, Rejected = pair.Chosen }
            : pair),
    ]);

    [OptimizePreferences(Steps = 200, LearningRate = 1e-6)]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Right))] Preferences pairs);

    [Evaluate, Reward<Same>]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Others))] PromptSet problems);

    private static int Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
}

/// <summary>Words to copy, as a first task.</summary>
public sealed class Copies : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var word = string.Concat(Enumerable.Range(0, random.Next(4, 9)).Select(_ => (char)('a' + random.Next(26))));
            yield return new() { Id = word, Prompt = $"Copy this word and write nothing else: {word}", Answer = word, Level = word.Length };
        }
    }
}

/// <summary>The same word.</summary>
public sealed class Same : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken) =>
        ValueTask.FromResult(Verdict.Of(rollout.Text.AsSpan().Trim().SequenceEqual(problem.Answer)));
}
