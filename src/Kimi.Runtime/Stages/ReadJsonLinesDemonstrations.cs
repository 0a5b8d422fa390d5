using Kimi.Dsl;

namespace Kimi.Runtime.Stages;

/// <summary>Reads demonstrations from a JSONL file.</summary>
[ImplementationVersion(1)]
internal sealed class ReadJsonLinesDemonstrations : IStage<JsonLinesDemonstrationsAttribute, Demonstrations>, IStageCheck<JsonLinesDemonstrationsAttribute>
{
    public void Check(string stage, JsonLinesDemonstrationsAttribute options) => _ = Read(stage, options);

    public Task<Demonstrations> RunAsync(JsonLinesDemonstrationsAttribute options, StageContext context, CancellationToken cancellationToken)
    {
        var demonstrations = Read(context.StageName, options);
        context.Summarize("demonstrations", demonstrations.Count);
        return Task.FromResult(new Demonstrations(demonstrations));
    }

    private static List<Demonstration> Read(string stage, JsonLinesDemonstrationsAttribute options)
    {
        var demonstrations = JsonFields.Read(
            options.Path, "demonstration", line => new Demonstration(line[options.PromptField], line.Filled(options.ResponseField)))
            .Take(options.Count == 0 ? int.MaxValue : options.Count)
            .ToList();
        return demonstrations.Count > 0 ? demonstrations : throw new KimiException($"{options.Path} has no demonstration: give stage {stage} another file");
    }
}
