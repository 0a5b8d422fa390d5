// Form: an artifact of the team's with a format of its own is made by one transform and used by another
using System.Text.Json;
using Kimi.Dsl;

namespace Acme.Errors;

[Recipe("table-of-errors")]
public abstract partial class TableOfErrors
{
    [Problems<AdditionProblems>(Count = 4_000)]
    public abstract PromptSet Problems();

    [Problems<AdditionProblems>(Count = 400, Split = Split.HeldOut)]
    public abstract PromptSet HeldOut();

    [Demonstrations<AdditionSteps>]
    public abstract Demonstrations Traces(PromptSet problems);

    [InitializeTransformer]
    public abstract Policy Initial();

    [FineTune(Steps = 300)]
    public abstract Policy Early(Policy initial, Demonstrations traces);

    [CuratePrompts(MaxPassRate = 1, GuessAttempts = 0, SamplesPerPrompt = 6)]
    [ExactAnswerReward]
    public abstract PromptSet Measured([From(nameof(Early))] Policy policy, PromptSet problems, PromptSet heldOut);

    [Transform]
    public static ErrorTable Errors(PromptSet measured) => new(
        measured.GroupBy(problem => problem.Level).ToDictionary(level => level.Key, level => 1 - level.Average(problem => problem.PassRate ?? 0)));

    [Transform]
    public static Demonstrations Weighted(Demonstrations traces, PromptSet problems, ErrorTable errors)
    {
        var levels = problems.ToDictionary(problem => problem.Prompt, problem => problem.Level);
        var mean = errors.ByLevel.Count == 0 ? 0 : errors.ByLevel.Values.Average();
        return new([.. traces.SelectMany(one => Enumerable.Repeat(one, Times(one)))]);

        int Times(Demonstration one) => levels.TryGetValue(one.Prompt, out var level)
            && errors.ByLevel.TryGetValue(level, out var share) && share > mean ? 2 : 1;
    }

    [FineTune(Steps = 600)]
    public abstract Policy Late([From(nameof(Early))] Policy start, [From(nameof(Weighted))] Demonstrations examples);

    [Evaluate]
    [ExactAnswerReward]
    public abstract Evaluation Report(Policy early, Policy late, PromptSet heldOut);
}

/// <summary>Shares of errors.</summary>
/// <param name="ByLevel">By level.</param>
public sealed record ErrorTable(IReadOnlyDictionary<int, double> ByLevel) : Artifact;

/// <summary>One JSON file.</summary>
public sealed class ErrorTableFormat : IArtifactFormat<ErrorTable>
{
    private const string Name = "errors.json";

    /// <inheritdoc/>
    public void Write(ErrorTable artifact, string folder) =>
        File.WriteAllText(Path.Combine(folder, Name), JsonSerializer.Serialize(artifact.ByLevel));

    /// <inheritdoc/>
    public ErrorTable Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        try
        {
            return new(JsonSerializer.Deserialize<Dictionary<int, double>>(File.ReadAllText(path)) ?? throw new KimiException($"{path} is null"));
        }
        catch (Exception exception) when (exception is JsonException or IOException)
        {
            throw new KimiException($"{path} cannot be read: {exception.Message}", exception);
        }
    }
}
