// Form: dates are read in several forms by exact formats, days off by one earn part of the score, and the source counts days from a fixed one
using System.Globalization;
using Kimi.Dsl;

namespace Acme.Dates;

[Recipe("dates-in-many-forms")]
[Sampling(MaxResponseTokens = 400)]
public abstract partial class DatesInManyForms
{
    [Problems<Intervals>(Count = 2_000)]
    public abstract PromptSet Train();

    [Problems<Intervals>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, LearningRate = 2e-6), Grpo, Reward<NearTheDay>]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Reward<NearTheDay>]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>Which day comes a number of days after another.</summary>
[ProblemType("interval")]
public sealed record Interval : Problem
{
    /// <summary>The day that is right.</summary>
    public required DateOnly Day { get; init; }
}

/// <summary>Makes them.</summary>
public sealed class Intervals : IProblemSource<Interval>
{
    private static readonly DateOnly s_first = new(1970, 1, 1);

    /// <inheritdoc/>
    public IEnumerable<Interval> Problems(Random random)
    {
        while (true)
        {
            var start = s_first.AddDays(random.Next(0, 20_000));
            var days = random.Next(-400, 401);
            var (how, by) = days < 0 ? ("before", -days) : ("after", days);
            yield return new()
            {
                Id = $"{start:yyyy-MM-dd}{days:+0;-0;0}",
                Prompt = string.Create(
                    CultureInfo.InvariantCulture, $"Which day is {by} days {how} {start:d MMMM yyyy}? End with a line 'Day: ' and the date."),
                Day = start.AddDays(days),
                Level = (Math.Abs(days) / 100) + 1,
            };
        }
    }
}

/// <summary>The day after the last marker; a day off is worth a little.</summary>
public sealed class NearTheDay : IReward<Interval>
{
    private const string Marker = "Day:";

    private static readonly string[] s_forms = ["yyyy-MM-dd", "d MMMM yyyy", "MMMM d, yyyy", "MMM d, yyyy", "d MMM yyyy", "d.M.yyyy"];

    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Interval problem, Rollout rollout, CancellationToken cancellationToken)
    {
        if (!TryRead(rollout.Text, out var day))
            return ValueTask.FromResult<Verdict>(new Verdict.Scored(0, "no day"));
        var off = Math.Abs(day.DayNumber - problem.Day.DayNumber);
        return ValueTask.FromResult<Verdict>(new Verdict.Scored(off switch { 0 => 1, 1 => 0.3, < 7 => 0.1, _ => 0 }, "day")
        {
            Answer = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        });
    }

    private static bool TryRead(string text, out DateOnly day)
    {
        day = default;
        var at = text.LastIndexOf(Marker, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return false;
        var line = text.AsSpan(at + Marker.Length);
        if (line.IndexOf('\n') is >= 0 and var end)
            line = line[..end];
        return DateOnly.TryParseExact(line.Trim().TrimEnd('.'), s_forms, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out day);
    }
}
