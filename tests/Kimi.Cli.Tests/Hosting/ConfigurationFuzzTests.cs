using System.Text;
using Kimi.Tests;

namespace Kimi.Cli.Tests.Hosting;

/// <summary>Whatever <c>kimi.json</c> holds, reading it gives a configuration, or a list of sentences.</summary>
public sealed class ConfigurationFuzzTests : IDisposable
{
    private const string Json = """
        {
          // A comment.
          "Kimi": { "Threads": 2, "Device": "cpu", "RolloutDeadlineSeconds": 1e2 },
          "song": {
            "Seed": 3,
            "Draft": { "Text": "la", "Language": "fr", "Ending": "!" },
            "Song": { "Steps": 4, "LearningRate": 0.5, "Mood": "Loud", "Shuffle": true, "Weights": [0.5, 0.25], "LengthPenalty": { "Weight": 0.5 } }
          },
          "duet:Song:Steps": 5
        }
        """;

    private readonly Shell _line = new();

    public void Dispose() => _line.Dispose();

    [Fact]
    public void A_changed_file_is_read_or_told() => Try(Mutations.Inputs);

    [Fact]
    [Trait("Category", "Long")]
    public void A_changed_file_is_read_or_told_at_full_count() => Try(Mutations.InputsOfLongRuns);

    private void Try(int inputs) => Mutations.ResultOrMessage(inputs, seed: 17, Changed, input =>
    {
        File.WriteAllBytes(_line.File("kimi.json"), input);
        _line.Configure(recipe: "song");
    });

    // Comments are no JSON for what changes values.
    private static byte[] Changed(Random random) => random.Next(2) == 0
        ? Mutations.OfBytes(Encoding.UTF8.GetBytes(Json), random)
        : Encoding.UTF8.GetBytes(Mutations.OfValues(Json.Replace("// A comment.", "", StringComparison.Ordinal), random));
}
