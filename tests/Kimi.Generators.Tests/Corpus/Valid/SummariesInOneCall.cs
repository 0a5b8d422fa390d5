// Form: a batch reward that embeds all responses of an iteration in one call, a record made by a transform, and a length that must fit
using Kimi.Dsl;

namespace Acme.Summaries;

[Recipe("summaries", Seed = 21)]
[Sampling(MaxResponseTokens = 160)]
public abstract partial class SummariesInOneCall
{
    [LoadPolicy("models/qwen2.5-1.5b-instruct")]
    public abstract Policy Instruct();

    [ProblemsFile(Path = "data/minutes-train.jsonl", PromptField = "transcript", AnswerField = "summary", MaxPromptCharacters = 40_000)]
    public abstract PromptSet Train();

    [ProblemsFile(Path = "data/minutes-test.jsonl", PromptField = "transcript", AnswerField = "summary", MaxPromptCharacters = 40_000, Count = 300)]
    public abstract PromptSet Test();

    [Transform]
    public static PromptSet Meetings(PromptSet train) => Meeting.Of(train);

    [Transform]
    public static PromptSet HeldOut(PromptSet test) => Meeting.Of(test);

    [Reinforce(
        Iterations = 70, PromptsPerIteration = 24, SamplesPerPrompt = 6, StepsPerIteration = 2, LearningRate = 1e-6, WarmupIterations = 4,
        MicroBatchTokens = 32_768, RecomputeActivations = true)]
    [Grpo(Beta = 0.02)]
    [CloseInMeaning(Threshold = 0.7)]
    [Concise(Weight = 0.25)]
    public abstract Policy Summarizer(Policy instruct, PromptSet meetings);

    [Evaluate]
    [CloseInMeaning(Threshold = 0.7)]
    public abstract Evaluation Report(Policy instruct, Policy summarizer, PromptSet heldOut);
}

/// <summary>A meeting and what its secretary wrote.</summary>
[ProblemType("meeting")]
public sealed record Meeting : Problem
{
    private static readonly Message s_system = new(MessageRole.System, [new PromptPart.Text("Summarize the meeting in at most four sentences.")]);

    /// <summary>The secretary's summary.</summary>
    public required string Summary { get; init; }

    internal static PromptSet Of(PromptSet rows) => new(
    [
        .. from row in rows.OfType<MathProblem>()
           where row.Answer.Length > 0
           select new Meeting
           {
               Id = row.Id,
               Summary = row.Answer,
               Prompt = new Prompt.Conversation([s_system, new(MessageRole.User, [new PromptPart.Text(row.Prompt.Text)])]),
           },
    ]);
}

/// <summary>The team's model of sentences.</summary>
public interface IEmbeddings
{
    /// <summary>A vector of length one for each text.</summary>
    ValueTask<IReadOnlyList<float[]>> EmbedAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken);
}

/// <summary>Rewards what means the same as the reference.</summary>
public sealed class CloseInMeaningAttribute : RewardAttribute<CloseInMeaning>
{
    /// <summary>The similarity from which a summary counts as right.</summary>
    public double Threshold { get; set; } = 0.75;
}

/// <summary>Asks for all vectors at once.</summary>
[ImplementationVersion(1)]
public sealed class CloseInMeaning(CloseInMeaningAttribute options, IEmbeddings embeddings) : IBatchReward<Meeting>
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Verdict>> JudgeAsync(
        IReadOnlyList<(Meeting Problem, Rollout Rollout)> rollouts, CancellationToken cancellationToken)
    {
        var said = await embeddings.EmbedAsync([.. rollouts.Select(entry => entry.Rollout.Text)], cancellationToken).ConfigureAwait(false);
        var meant = await embeddings.EmbedAsync([.. rollouts.Select(entry => entry.Problem.Summary)], cancellationToken).ConfigureAwait(false);
        return [.. said.Zip(meant, Cosine).Select(Score)];
    }

    // The threshold becomes one half, above which a response is correct.
    private Verdict Score(double cosine) => new Verdict.Scored(
        cosine < options.Threshold
            ? 0.5 * Math.Max(0, cosine) / options.Threshold
            : 0.5 + (0.5 * Math.Min(1, (cosine - options.Threshold) / (1 - options.Threshold))));

    private static double Cosine(float[] one, float[] other)
    {
        var sum = 0.0;
        for (var i = 0; i < one.Length; i++)
            sum += one[i] * other[i];
        return sum;
    }
}

/// <summary>Rewards summaries of a few sentences.</summary>
public sealed class ConciseAttribute : RewardAttribute<Concise>
{
    /// <inheritdoc/>
    public override bool DecidesCorrectness => false;
}

/// <summary>Full marks for one to four sentences that end by themselves.</summary>
[ImplementationVersion(1)]
public sealed class Concise : IReward<Meeting>
{
    private const int MostSentences = 4;

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Meeting problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var sentences = rollout.Text.Split(['.', '!', '?'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Length;
        var score = (rollout.StopReason, sentences) switch
        {
            (StopReason.LengthLimit, _) => 0,
            (_, >= 1 and <= MostSentences) => 1,
            (_, 0) => 0,
            _ => Math.Max(0, 1 - ((sentences - MostSentences) / 4.0)),
        };
        return new(new Verdict.Scored(score));
    }
}
