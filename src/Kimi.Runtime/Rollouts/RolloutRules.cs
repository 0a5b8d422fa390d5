using Kimi.Dsl;

namespace Kimi.Runtime.Rollouts;

/// <summary>A stage's rules: how responses spread over iterations, and where they stop.</summary>
internal sealed class RolloutRules
{
    /// <summary>Sorts the rules.</summary>
    /// <param name="rules">The rules and their attributes.</param>
    /// <exception cref="KimiException">Two rules say how responses spread over iterations, or an attribute cannot be written as data.</exception>
    public RolloutRules(IReadOnlyList<(IRolloutRule Rule, ComponentAttribute Attribute)> rules)
    {
        Schedule = rules.Select(entry => entry.Rule).OfType<IRolloutSchedule>().ToList() switch
        {
            [] => new WholeResponses(),
            [var only] => only,
            var several => throw new KimiException(
                $"{string.Join(" and ", several.Select(schedule => schedule.GetType().Name))} both say how responses spread over iterations: keep one of them"),
        };
        StopRules = [.. rules.Where(entry => entry.Rule is IStopRule).Select(entry => entry.Attribute.ToReference())];

        // What an executor could not read is told here, before anything is generated.
        foreach (var rule in StopRules)
            _ = rule.ToAttribute();
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
