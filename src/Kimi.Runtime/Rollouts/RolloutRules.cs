using Kimi.Dsl;

namespace Kimi.Runtime.Rollouts;

/// <summary>A stage's rules: how responses spread over iterations, and where they stop.</summary>
internal sealed class RolloutRules
{
    /// <summary>Sorts the rules.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="attributes">Their attributes, in the same order.</param>
    /// <exception cref="KimiException">Two rules say how responses spread over iterations.</exception>
    public RolloutRules(IReadOnlyList<IRolloutRule> rules, IReadOnlyList<RolloutRuleAttribute> attributes)
    {
        Schedule = rules.OfType<IRolloutSchedule>().ToList() switch
        {
            [] => new WholeResponses(),
            [var only] => only,
            var several => throw new KimiException(
                $"{string.Join(" and ", several.Select(schedule => schedule.GetType().Name))} both say how responses spread over iterations: keep one of them"),
        };
        StopRules = [.. rules.Zip(attributes).Where(entry => entry.First is IStopRule).Select(entry => entry.Second.ToReference())];
    }

    /// <summary>How responses spread over iterations.</summary>
    public IRolloutSchedule Schedule { get; }

    /// <summary>Where they stop, as orders name it.</summary>
    public ValueList<ComponentReference> StopRules { get; }

    private sealed class WholeResponses : IRolloutSchedule
    {
        public int TokenBudget => int.MaxValue;

        public int MaxAge => 0;

        public int MaxSegmentAge => int.MaxValue;
    }
}
