// Form: an instruct model whose answers stand in tags: a system message, accuracy with a weight of one, form with a small one, an adapter
using System.Globalization;
using System.Text.RegularExpressions;
using Kimi.Dsl;

namespace Acme.Tags;

[Recipe("think-and-answer-tags", Seed = 3407)]
[Sampling(MaxResponseTokens = 768)]
public abstract partial class ThinkAndAnswerTags
{
    private const string Instructions =
        "You reason first and answer then. Write your reasoning between <think> and </think>, and the bare number between <answer> and </answer>.";

    [LoadPolicy("models/qwen2.5-3b-instruct")]
    public abstract Policy Instruct();

    [ProblemsFile(Path = "data/gsm8k-train.jsonl", Layout = ProblemLayout.Gsm8k, Split = Split.Train, HeldOutShare = 0.05)]
    public abstract PromptSet Questions();

    [ProblemsFile(Path = "data/gsm8k-train.jsonl", Layout = ProblemLayout.Gsm8k, Split = Split.HeldOut, HeldOutShare = 0.05)]
    public abstract PromptSet HeldOutQuestions();

    [Transform]
    public static PromptSet Problems(PromptSet questions) => AsConversations(questions);

    [Transform]
    public static PromptSet HeldOut(PromptSet heldOutQuestions) => AsConversations(heldOutQuestions);

    [Reinforce(Iterations = 250, PromptsPerIteration = 32, LearningRate = 1e-5, WarmupIterations = 12, DecayFraction = 0.5, Decay = LearningRateDecay.Cosine,
        GradientClip = 0.2, ResetOptimizer = false, MicroBatchTokens = 8_192, CheckpointEvery = 25)]
    [Grpo(Beta = 0.001)]
    [Lora(Rank = 64, Alpha = 64)]
    [Reward<TaggedNumber>]
    [FormatReward(Pattern = @"^\s*<think>[^<]+</think>\s*<answer>[^<]+</answer>\s*$", Weight = 0.2)]
    public abstract Policy Adapted(Policy instruct, PromptSet problems);

    [MergeAdapter]
    public abstract Policy Tuned(Policy adapted);

    [Evaluate]
    [Reward<TaggedNumber>]
    public abstract Evaluation BeforeAndAfter(Policy instruct, Policy tuned, PromptSet heldOut);

    private static PromptSet AsConversations(PromptSet questions) => new([.. questions.Select(question => question with
    {
        Prompt = new Prompt.Conversation([Says(MessageRole.System, Instructions), Says(MessageRole.User, question.Prompt.Text)]),
    })]);

    private static Message Says(MessageRole role, string text) => new(role, [new PromptPart.Text(text)]);
}

/// <summary>Compares the one number between the tags with the reference.</summary>
[ImplementationVersion(2)]
public sealed class TaggedNumber : IReward<MathProblem>
{
    private static readonly Regex s_tag = new(@"<answer>([^<]*)</answer>", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var tags = s_tag.Matches(rollout.Text);
        if (tags is not [var only])
            return new(new Verdict.Scored(0, tags.Count == 0 ? "no answer" : "several answers"));
        if (Number(problem.Answer) is not { } expected)
            return new(new Verdict.Unscorable($"the reference '{problem.Answer}' is no number"));
        var said = Number(only.Groups[1].Value);
        return new(new Verdict.Scored(said == expected ? 1 : 0, "tag") { Answer = said?.ToString("G29", CultureInfo.InvariantCulture) });
    }

    private static decimal? Number(string text)
    {
        var digits = text.Trim().Trim('$', '%', '.', ' ').Replace(",", "", StringComparison.Ordinal);
        return decimal.TryParse(digits, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
