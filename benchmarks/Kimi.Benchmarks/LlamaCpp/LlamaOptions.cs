using System.Globalization;

namespace Kimi.Benchmarks.LlamaCpp;

/// <summary>How the comparison with llama.cpp runs.</summary>
internal sealed record LlamaOptions
{
    /// <summary>The names of the options, for people.</summary>
    internal const string Usage =
        "llama [--model 135M|494M] [--rounds <count>] [--steps <count>] [--threads <count>] [--folder <for weights>] [--output <file.json>]";

    /// <summary>The models to compare.</summary>
    internal IReadOnlyList<RandomCheckpoint> Models { get; private init; } = RandomCheckpoint.All;

    /// <summary>How often each run is measured.</summary>
    internal int Rounds { get; private init; } = 5;

    /// <summary>How many tokens are decoded after the prompt.</summary>
    internal int Steps { get; private init; } = 64;

    /// <summary>How many threads each side uses.</summary>
    internal int Threads { get; private init; } = 1;

    /// <summary>Where the weights are, or will be made: 5 GB.</summary>
    internal string Folder { get; private init; } = Path.Combine(Path.GetTempPath(), "kimi-llama");

    /// <summary>The file of the results; null for none.</summary>
    internal string? Output { get; private init; }

    /// <summary>Reads a command line; null if it is wrong.</summary>
    internal static LlamaOptions? Parse(IReadOnlyList<string> arguments) => arguments.Count % 2 != 0
        ? null
        : arguments.Chunk(2).Aggregate(new LlamaOptions(), (LlamaOptions? options, string[] pair) => options?.With(pair[0], pair[1]));

    private LlamaOptions? With(string name, string value)
    {
        var models = RandomCheckpoint.All.Where(model => model.Name == value).ToList();
        var count = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        return name switch
        {
            "--model" when models.Count > 0 => this with { Models = models },
            "--rounds" when count > 0 => this with { Rounds = count },
            "--steps" when count > 0 => this with { Steps = count },
            "--threads" when count > 0 => this with { Threads = count },
            "--folder" => this with { Folder = value },
            "--output" => this with { Output = value },
            _ => null,
        };
    }
}
