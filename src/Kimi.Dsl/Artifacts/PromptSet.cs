using System.Collections;

namespace Kimi.Dsl;

/// <summary>Verifiable problems, in a fixed order. Each has an id of its own.</summary>
public sealed record PromptSet : Artifact, IReadOnlyList<Problem>
{
    /// <summary>Makes the set.</summary>
    /// <param name="problems">The problems.</param>
    /// <exception cref="KimiException">A problem is null, has no prompt or no id, or two have the same id.</exception>
    public PromptSet(IReadOnlyList<Problem> problems)
    {
        Problems = Parts.Checked(problems, "problem", problem => problem.Prompt is null ? "prompt" : null);
        var places = new Dictionary<string, int>(problems.Count, StringComparer.Ordinal);
        foreach (var (place, problem) in problems.Index())
        {
            if (string.IsNullOrEmpty(problem.Id))
                throw new KimiException($"problem {place + 1} ('{problem.Prompt}') has no id: give it one, since ids tell problems apart");
            if (!places.TryAdd(problem.Id, place))
            {
                throw new KimiException(
                    $"problems {places[problem.Id] + 1} ('{problems[places[problem.Id]].Prompt}') and {place + 1} ('{problem.Prompt}') both have the id "
                    + $"'{problem.Id}': give each an id of its own");
            }
        }
    }

    /// <summary>The problems.</summary>
    public IReadOnlyList<Problem> Problems { get; }

    /// <inheritdoc/>
    public int Count => Problems.Count;

    /// <inheritdoc/>
    public Problem this[int index] => Problems[index];

    /// <summary>The problems that satisfy a condition, in the same order.</summary>
    /// <param name="condition">What to keep.</param>
    public PromptSet Where(Func<Problem, bool> condition) => new([.. Problems.Where(condition)]);

    /// <inheritdoc/>
    public IEnumerator<Problem> GetEnumerator() => Problems.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
