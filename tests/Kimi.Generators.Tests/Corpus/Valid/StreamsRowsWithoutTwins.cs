// Form: a source with options streams a compressed file, keeps rows by a predicate, and drops twins by a hash of the normalized text
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kimi.Dsl;

namespace Acme.Streams;

[Recipe("streams-rows-without-twins")]
[Sampling(MaxResponseTokens = 512)]
public abstract partial class StreamsRowsWithoutTwins
{
    [Rows(File = "corpus/questions.jsonl.gz", MaxLetters = 1_500, Languages = ["en", "de"], Count = 8_000)]
    public abstract PromptSet Train();

    [Rows(File = "corpus/questions.jsonl.gz", MaxLetters = 1_500, Languages = ["en", "de"], Count = 400, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-3b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 200, LearningRate = 1e-6), Grpo, MathReward]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, MathReward]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>Rows of a file.</summary>
public sealed class RowsAttribute : ProblemsAttribute<Rows>
{
    /// <summary>The file.</summary>
    [MinLength(1)]
    public string File { get; set; } = "rows.jsonl.gz";

    /// <summary>The most letters of a question.</summary>
    [Range(1, 100_000)]
    [DefaultValue(2_000)]
    public int MaxLetters { get; set; } = 2_000;

    /// <summary>Languages that are kept; none for all.</summary>
    [DefaultValue(new string[0])]
    public string[] Languages { get; set; } = [];

    /// <inheritdoc/>
    public override IEnumerable<string> ExternalFiles => [File];
}

/// <summary>Reads rows.</summary>
public sealed class Rows : IProblemSource<MathProblem>
{
    private readonly RowsAttribute _options;
    private readonly HashSet<string> _languages;

    /// <summary>Makes it.</summary>
    public Rows(RowsAttribute options)
    {
        _options = options;
        _languages = new(options.Languages, StringComparer.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public IEnumerable<MathProblem> Problems(Random random)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        using var file = File.OpenRead(_options.File);
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(unzipped, Encoding.UTF8);
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var row = JsonSerializer.Deserialize<Row>(line, JsonSerializerOptions.Web)
                ?? throw new InvalidDataException($"line {number} of {_options.File} is null: delete it");
            if (Keeps(row) && seen.Add(Print(row.Question)))
                yield return new() { Id = $"row-{number}", Prompt = row.Question.Trim(), Answer = row.Answer.Trim(), Tags = [row.Language] };
        }
    }

    private bool Keeps(Row row) => row switch
    {
        { Question.Length: 0 } or { Answer.Length: 0 } => false,
        { Question.Length: var length } when length > _options.MaxLetters => false,
        { Language: var language } => _languages.Count == 0 || _languages.Contains(language),
    };

    private static string Print(string question)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var plain = string.Join(' ', question.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        SHA256.HashData(Encoding.UTF8.GetBytes(plain), hash);
        return Convert.ToHexStringLower(hash);
    }

    private sealed record Row(string Question, string Answer, string Language);
}
