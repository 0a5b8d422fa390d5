using Kimi.Dsl;

namespace Kimi.Runtime.Stages;

/// <summary>
/// In how many pairs of problems that ask the same (<see cref="Problem.SameAs"/>), such as a text and its picture, the answers are the same. The paper trains
/// on text rendered as images so that a policy answers alike (vision data, 2.3.5). Where no reward tells answers, two agree when both are right.
/// </summary>
internal static class Agreement
{
    /// <summary>Counts pairs; null where no two problems ask the same.</summary>
    /// <param name="groups">One response to each problem.</param>
    public static Proportion? Of(IEnumerable<RolloutGroup> groups)
    {
        var agreeing = groups.Where(group => group.Problem.SameAs is not null)
            .GroupBy(group => group.Problem.SameAs, group => group[0], StringComparer.Ordinal)
            .SelectMany(Pairs)
            .Select(pair => AreSame(pair.First, pair.Second))
            .ToList();
        return agreeing.Count == 0 ? null : new(agreeing.Count(agree => agree), agreeing.Count);
    }

    private static IEnumerable<(JudgedRollout First, JudgedRollout Second)> Pairs(IEnumerable<JudgedRollout> responses)
    {
        var all = responses.ToList();
        return all.SelectMany((first, place) => all.Skip(place + 1).Select(second => (first, second)));
    }

    private static bool AreSame(JudgedRollout first, JudgedRollout second) =>
        first.Answer is { } one && second.Answer is { } other ? one == other : first.IsCorrect && second.IsCorrect;
}
