using System.Text.Json.Serialization;
using Kimi.Dsl;
using Kimi.Runtime.Artifacts;

namespace Kimi.Runtime.Stages;

/// <summary>
/// The long-CoT warm-up set (paper 2.2): the policy is asked the problems in templates, the responses are verified, and correct ones are kept. The
/// demonstration has the plain prompt, so that SFT teaches the model to reason without being asked to.
/// </summary>
/// <param name="sampling">Samples and verifies.</param>
[ImplementationVersion(1)]
internal sealed class SampleLongCot(RejectionSampling sampling)
    : IStage<SampleLongCotAttribute, Policy, PromptSet, Demonstrations>, IStageCheck<SampleLongCotAttribute>
{
    public void Check(string stage, SampleLongCotAttribute options)
    {
        foreach (var template in options.TemplatesInForce())
            PromptTemplate.Check(stage, template);
    }

    public async Task<Demonstrations> RunAsync(
        SampleLongCotAttribute options, Policy policy, PromptSet problems, StageContext context, CancellationToken cancellationToken)
    {
        var asked = RejectionSampling.Asked(problems, options.MaxProblems);
        var prompts = asked.SelectMany(problem =>
            options.TemplatesInForce().Select(template => problem with { Prompt = PromptTemplate.Put(problem.Prompt, template) }));
        var sampled = await sampling.SampleAsync(policy, [.. prompts], options, context, cancellationToken).ConfigureAwait(false);
        var kept = asked.Zip(sampled.Chunk(options.TemplatesInForce().Count))
            .SelectMany((entry, index) => Keep(entry.First, entry.Second, options, context.Random("keep", index)))
            .ToList();
        if (kept.Count == 0)
            throw RejectionSampling.Nothing(sampled, context, "correct response");
        context.Summarize("demonstrations", kept.Count);
        foreach (var (template, templateIndex) in options.TemplatesInForce().Select((template, index) => (template, index)))
            context.Summarize($"keptOfTemplate{templateIndex + 1}", kept.Count(line => line.Template == template));
        JsonLines.Write(Path.Combine(context.LogFolder, "kept.jsonl"), kept);
        return new([.. kept.Select(line => new Demonstration(line.Prompt, line.Response) { Turns = line.Turns })]);
    }

    /// <summary>The responses to keep of one problem, asked in each template.</summary>
    internal static IEnumerable<KeptResponse> Keep(Problem problem, IReadOnlyList<SampledProblem> byTemplate, SampleLongCotAttribute options, Random random)
    {
        var correct = byTemplate.Zip(options.TemplatesInForce())
            .SelectMany(entry =>
                entry.First.Correct.Select(response => new KeptResponse(
                    problem.Id, problem.Prompt, entry.Second, response.Rollout.Text, response.Length, response.Rollout.Episode)))
            .DistinctBy(line => (line.Response, line.Turns is null ? null : string.Concat(line.Turns.OfType<PolicyTurn>().Select(turn => turn.Text))))
            .ToArray();
        if (options.Keep == Selection.Random)
            random.Shuffle(correct);
        var ordered = options.Keep switch
        {
            Selection.Longest => correct.OrderByDescending(line => line.Tokens),
            Selection.Shortest => correct.OrderBy(line => line.Tokens),
            _ => correct.AsEnumerable(),
        };
        return ordered.Take(options.PerProblem);
    }

    /// <summary>A response that was kept, as the log has it.</summary>
    internal sealed record KeptResponse(
        string Problem, Prompt Prompt, string Template, string Response, int Tokens,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ValueList<Turn>? Turns);
}
