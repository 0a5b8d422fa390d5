using Kimi.Dsl;
using Kimi.Runtime.Execution;

namespace Kimi.Runtime.Stages;

/// <summary>Makes demonstrations from a source.</summary>
/// <param name="services">What the source's constructor takes.</param>
/// <param name="calls">Calls the source.</param>
[ImplementationVersion(1)]
internal sealed class MakeDemonstrations(IServiceProvider services, ComponentCalls calls) : IStage<DemonstrationsAttribute, PromptSet, Demonstrations>
{
    public Task<Demonstrations> RunAsync(DemonstrationsAttribute options, PromptSet input, StageContext context, CancellationToken cancellationToken)
    {
        var source = (IDemonstrationSource)AttributeActivator.Create(services, options.Source, options, $"stage {context.StageName}");
        var random = context.Random("demonstrations");
        var examples = new List<Demonstration>(input.Count * options.PerProblem);
        foreach (var problem in input)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < options.PerProblem; i++)
            {
                var response = calls.Call(options.Source.Name, $"problem {problem.Id}", () => source.Respond(problem, random))
                    ?? throw new KimiException($"{options.Source.Name} gave null for problem {problem.Id}: return a response");
                examples.Add(new(problem.Prompt, response));
            }
        }

        context.Summarize("demonstrations", examples.Count);
        return Task.FromResult(new Demonstrations(examples));
    }
}

/// <summary>Demonstrates the problems' own worked solutions, then a marker and the answer.</summary>
[ImplementationVersion(1)]
public sealed class WorkedSolutions : IDemonstrationSource<MathProblem>
{
    /// <inheritdoc/>
    public string Respond(MathProblem problem, Random random)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return $"{problem.Solution}\n#{problem.Answer}";
    }
}
