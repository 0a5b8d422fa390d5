// Form: a document source of the team's, a corpus written from its own demonstrations, pretraining on both, then fine-tuning and reinforcement
using System.Globalization;
using Kimi.Dsl;

namespace Acme.Calendar;

[Recipe("books-before-problems", Seed = 7)]
[Sampling(MaxResponseTokens = 64)]
public abstract partial class BooksBeforeProblems
{
    [Documents<Almanac>(Count = 8_000)]
    public abstract Corpus Almanacs();

    [Problems<DayQuestions>(Count = 5_000)]
    public abstract PromptSet Days();

    [Problems<DayQuestions>(Count = 300, Split = Split.HeldOut)]
    public abstract PromptSet DaysTest();

    [Demonstrations<CountsDays>]
    public abstract Demonstrations Counted(PromptSet days);

    [Transform]
    public static Corpus Exercises(Demonstrations counted) =>
        new([.. counted.Take(2_000).Select(example => new Document($"{example.Prompt.Text}{example.Response}\n") { Domain = "exercises" })]);

    [InitializeTransformer(Layers = 6, HiddenSize = 192, AttentionHeads = 6)]
    public abstract Policy Blank();

    [Pretrain(Steps = 1_500, BatchSize = 16, Mixture = [0.7, 0.3])]
    public abstract Policy Pretrained(Policy blank, Corpus almanacs, Corpus exercises);

    [FineTune(Steps = 400, BatchSize = 32, LearningRate = 1e-3)]
    public abstract Policy Sft(Policy pretrained, Demonstrations counted);

    [Reinforce(Iterations = 30)]
    [MirrorDescent]
    [Reward<RightDay>]
    public abstract Policy Tuned(Policy sft, PromptSet days);

    [Evaluate]
    [Reward<RightDay>]
    public abstract Evaluation Report(Policy sft, Policy tuned, PromptSet daysTest);
}

/// <summary>Says of days what weekday they are.</summary>
public sealed class Almanac : IDocumentSource
{
    /// <inheritdoc/>
    public IEnumerable<Document> Documents(Random random)
    {
        while (true)
        {
            var first = new DateOnly(random.Next(1900, 2100), random.Next(1, 13), 1);
            var lines = Enumerable.Range(0, 8).Select(day => first.AddDays(day)).Select(day => $"{day:yyyy-MM-dd} is a {day.DayOfWeek}.");
            yield return new(string.Join('\n', lines)) { Domain = "almanac" };
        }
    }
}

/// <summary>Asks for a weekday some days after another.</summary>
public sealed class DayQuestions : IProblemSource<MathProblem>
{
    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        while (true)
        {
            var (from, days) = ((DayOfWeek)random.Next(7), random.Next(8, 5_000));
            var to = (DayOfWeek)(((int)from + days) % 7);
            yield return new() { Id = $"{from}+{days}", Prompt = $"{days} days after {from}: ", Answer = to.ToString(), Level = days / 1_000 };
        }
    }
}

/// <summary>Takes whole weeks away first.</summary>
public sealed class CountsDays : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random)
    {
        var days = int.Parse(problem.Id.Split('+')[1], CultureInfo.InvariantCulture);
        return $"{days / 7} weeks and {days % 7} days, so {problem.Answer}.";
    }
}

/// <summary>Compares the last weekday that a response names.</summary>
public sealed class RightDay : IReward<MathProblem>
{
    private static readonly string[] s_days = Enum.GetNames<DayOfWeek>();

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var named = rollout.Text.Split([' ', '.', ',', '\n'], StringSplitOptions.RemoveEmptyEntries).LastOrDefault(word => s_days.Contains(word));
        return new(new Verdict.Scored(named == problem.Answer ? 1 : 0) { Answer = named });
    }
}
