using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Cli.Reports.Records;
using Kimi.Dsl;
using Kimi.Runtime.Artifacts;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Stages;

namespace Kimi.Cli.Tests.Reports;

/// <summary>Writes a run's folder by hand, as a run would.</summary>
internal sealed class RunFolder(string folder, string recipe = "made", int seed = 1)
{
    private readonly JsonObject _stages = [];

    internal string Path => folder;

    internal RunFolder Stage<TArtifact>(string name, StageAttribute options, string[] inputs, params ComponentAttribute[] components)
        where TArtifact : Artifact => Stage<TArtifact>(name, options, inputs, [], components);

    internal RunFolder Stage<TArtifact>(
        string name, StageAttribute options, string[] inputs, Dictionary<string, double> metrics, params ComponentAttribute[] components)
        where TArtifact : Artifact
    {
        var place = Place(name);
        Directory.CreateDirectory(place.OutputFolder);
        var description = new JsonObject { ["options"] = Address.Describe(options), ["components"] = new JsonArray([.. components.Select(Address.Describe)]) };
        place.Publish(
            new() { Stage = name, Address = name, ContentHash = $"{name} of seed {seed}", Seconds = 2, Metrics = metrics, Description = description });
        _stages[name] = new JsonObject
        {
            ["kind"] = options.GetType().Name.Split('`')[0].Replace("Attribute", "", StringComparison.Ordinal),
            ["artifact"] = typeof(TArtifact).Name,
            ["inputs"] = new JsonArray([.. inputs.Select(input => JsonValue.Create(input))]),
            ["cached"] = false,
            ["folder"] = name,
            ["metrics"] = new JsonObject(metrics.Select(metric => KeyValuePair.Create(metric.Key, (JsonNode?)metric.Value))),
        };
        return this;
    }

    /// <summary>A policy's whole ancestry up to the start of reinforcement learning, and problems.</summary>
    internal RunFolder Start() => this
        .Stage<PromptSet>("Problems", new ProblemsFileAttribute(), [])
        .Stage<PromptSet>("HeldOut", new ProblemsFileAttribute(), [])
        .Stage<Policy>("Initial", new InitializeTransformerAttribute(), [], new Dictionary<string, double> { ["parameters"] = 1_000 })
        .Stage<Policy>("Sft", new FineTuneAttribute(), ["Initial"]);

    /// <summary>Reinforcement learning with what its iterations recorded.</summary>
    internal RunFolder Reinforce(string name, string start, double[] accuracy, double[] tokens, int limit = 100, params ComponentAttribute[] components) =>
        Reinforce(name, start, accuracy, tokens, new ReinforceAttribute { MaxResponseTokens = limit }, components);

    /// <summary>Reinforcement learning with options of its own.</summary>
    internal RunFolder Reinforce(
        string name, string start, double[] accuracy, double[] tokens, ReinforceAttribute options, params ComponentAttribute[] components)
    {
        Stage<Policy>(name, options, [start, "Problems"], components);
        JsonLines.Write(Place(name).MetricsFile, accuracy.Zip(tokens, (share, mean) => (share, mean)).Select((values, step) =>
            new Dictionary<string, double>
            {
                ["step"] = step,
                ["accuracy"] = values.share,
                ["meanTokens"] = values.mean,
                ["generatedTokens"] = 10 * values.mean,
            }));
        return this;
    }

    internal RunFolder Evaluate(string name, params PolicyEvaluation[] policies) => Evaluate(name, "HeldOut", policies);

    internal RunFolder Evaluate(string name, string problems, PolicyEvaluation[] policies)
    {
        Stage<Evaluation>(name, new EvaluateAttribute(), [.. policies.Select(policy => policy.Policy), problems]);
        new EvaluationFormat().Write(new(policies), Place(name).OutputFolder);
        return this;
    }

    internal RunFolder Compare(string name, params RewardModelAccuracy[] models)
    {
        Stage<RewardModelComparison>(name, new CompareRewardModelsAttribute(), [.. models.Select(model => model.RewardModel)]);
        new RewardModelComparisonFormat().Write(new(models), Place(name).OutputFolder);
        return this;
    }

    internal RunFolder Responses(string evaluation, string policy, params LoggedResponse[] responses)
    {
        JsonLines.Write(ResponseLog.FileOf(Place(evaluation).LogFolder, policy), responses);
        return this;
    }

    /// <summary>Writes the summary, and reads the run as a report does.</summary>
    internal RecordedRun Read()
    {
        var summary = new JsonObject
        {
            ["recipe"] = recipe,
            ["run"] = $"run{seed}{System.IO.Path.GetFileName(folder)}",
            ["seed"] = seed,
            ["command"] = $"run {recipe} --set Seed={seed}",
            ["commit"] = null,
            ["device"] = "cpu",
            ["threads"] = 1,
            ["stages"] = _stages.DeepClone(),
        };
        Directory.CreateDirectory(folder);
        File.WriteAllText(System.IO.Path.Combine(folder, "summary.json"), summary.ToJsonString(new JsonSerializerOptions()));
        return RecordedRun.Read(folder);
    }

    internal static PolicyEvaluation Measured(string policy, int correct, int of, double tokens, Dictionary<int, SampledEvaluation>? levels = null) => new()
    {
        Policy = policy,
        Sampled = new(correct, of),
        Greedy = new(correct, of),
        MeanTokens = tokens,
        Problems = of,
        ByLevel = levels ?? [],
    };

    private ArtifactStore.StoredStage Place(string stage) => new(System.IO.Path.Combine(folder, stage));
}
