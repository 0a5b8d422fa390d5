using Kimi.Dsl;
using Kimi.Runtime.Execution;

namespace Kimi.Runtime.Stages;

/// <summary>Makes distinct problems of one split from a source.</summary>
/// <param name="services">What the source's constructor takes.</param>
/// <param name="calls">Calls the source.</param>
[ImplementationVersion(1)]
internal sealed class GenerateProblems(IServiceProvider services, ComponentCalls calls) : IStage<ProblemsAttribute, PromptSet>
{
    // A source may be endless and repeat itself; this many repeats in a row mean that it has nothing new to offer.
    private const int PatienceFactor = 100;

    public Task<PromptSet> RunAsync(ProblemsAttribute options, StageContext context, CancellationToken cancellationToken)
    {
        var source = (IProblemSource)AttributeActivator.Create(services, options.Source, options, $"stage {context.StageName}");
        var prompts = new HashSet<Prompt>();
        var ids = new Dictionary<string, Prompt>(StringComparer.Ordinal);
        var problems = new List<Problem>(options.Count);
        var repeats = 0;
        foreach (var problem in calls.Each(options.Source.Name, () => source.Problems(context.Random("problems"))))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (problem?.Prompt is null)
                throw new KimiException(
                    $"{options.Source.Name} gave {(problem is null ? "null" : "a problem without a prompt")} "
                    + $"after {problems.Count} problems: leave it out, or give it a prompt");
            if (!Splits.Contains(options.Split, problem.Prompt.TextAndImages) || !prompts.Add(problem.Prompt))
            {
                if (++repeats > PatienceFactor * Math.Max(1000, problems.Count))
                    break;
                continue;
            }

            repeats = 0;
            if (string.IsNullOrEmpty(problem.Id))
                throw new KimiException($"{options.Source.Name} gave problem '{problem.Prompt}' without an id: give it one");
            if (!ids.TryAdd(problem.Id, problem.Prompt))
            {
                throw new KimiException(
                    $"{options.Source.Name} gave the problems '{ids[problem.Id]}' and '{problem.Prompt}' the same id "
                    + $"'{problem.Id}': give each an id of its own");
            }

            problems.Add(problem);
            if (problems.Count == options.Count)
                break;
        }

        if (problems.Count < options.Count)
        {
            throw new KimiException(
                $"stage {context.StageName} asks {options.Source.Name} for {options.Count} distinct problems of split {options.Split}, "
                + $"and it has {problems.Count}: lower Count or widen the source");
        }

        context.Summarize("problems", problems.Count);
        return Task.FromResult(new PromptSet(problems));
    }
}
