using Kimi.Dsl;
using Kimi.Runtime.Execution;

namespace Kimi.Runtime.Guards;

/// <summary>A critique source whose texts are checked.</summary>
/// <param name="source">The source.</param>
/// <param name="calls">Calls it.</param>
internal sealed class GuardedCritiqueSource(ICritiqueSource source, ComponentCalls calls) : ICritiqueSource
{
    public string Critique(Problem problem, string response, bool correct, Random random) =>
        calls.Call(source.GetType().Name, $"problem {problem.Id}", () => source.Critique(problem, response, correct, random))
            ?? throw new KimiException($"{source.GetType().Name} gave null for a response to problem {problem.Id}: return a critique");
}
