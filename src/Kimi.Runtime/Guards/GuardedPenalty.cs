using Kimi.Dsl;
using Kimi.Runtime.Execution;

namespace Kimi.Runtime.Guards;

/// <summary>A penalty whose values are checked.</summary>
/// <param name="penalty">The penalty.</param>
/// <param name="name">Its name in messages.</param>
/// <param name="calls">Calls it.</param>
internal sealed class GuardedPenalty(IPenalty penalty, string name, ComponentCalls calls) : IPenalty
{
    public double[] Apply(RolloutGroup group, TrainingProgress progress)
    {
        var added = calls.Call(name, $"the responses to problem {group.Problem.Id}", () => penalty.Apply(group, progress));
        if (added?.Length != group.Count)
        {
            throw new KimiException(
                $"{name} gave {added?.Length ?? 0} values for {group.Count} responses to problem {group.Problem.Id}: return one for each");
        }

        return Array.TrueForAll(added, double.IsFinite)
            ? added
            : throw new KimiException(
                $"{name} gave a response to problem {group.Problem.Id} the value {added.First(value => !double.IsFinite(value))}: return finite numbers");
    }
}
