// Form: tools with several parameters over an index that is built once, lazily, from a file that the options name
using System.ComponentModel;
using System.Collections.Frozen;
using Kimi.Dsl;

namespace Acme.Index;

[Recipe("looks-up-in-an-index")]
[Sampling(MaxResponseTokens = 600)]
public abstract partial class LooksUpInAnIndex
{
    [ProblemsFile(Path = "wiki/questions.jsonl", Split = Split.Train)]
    public abstract PromptSet Questions();

    [ProblemsFile(Path = "wiki/questions.jsonl", Split = Split.HeldOut)]
    public abstract PromptSet Others();

    [LoadPolicy("models/instruct-3b")]
    public abstract Policy Instruct();

    [Reinforce(Iterations = 120, LearningRate = 1e-6)]
    [Grpo, Tools<LibraryTools>(MaxTurns = 6, MaxReplyTokens = 512, OnFault = ToolFault.Message, ErrorText = "that did not work"), Reward<Contains>]
    public abstract Policy Reader([From(nameof(Instruct))] Policy start, [From(nameof(Questions))] PromptSet problems);

    [Evaluate]
    [Tools<LibraryTools>(MaxTurns = 6, MaxReplyTokens = 512, OnFault = ToolFault.Message, ErrorText = "that did not work"), Reward<Contains>]
    public abstract Evaluation Report(Policy instruct, Policy reader, [From(nameof(Others))] PromptSet problems);
}

/// <summary>A passage.</summary>
public sealed record Passage(int Number, string Title, string Text);

/// <summary>All passages; a service that the program registers once.</summary>
public sealed class Library(string path)
{
    private readonly Lazy<FrozenDictionary<string, int[]>> _index = new(() => Load(path)
        .SelectMany(passage => Words(passage.Title + " " + passage.Text).Distinct().Select(word => (word, passage.Number)))
        .GroupBy(pair => pair.word, pair => pair.Number, StringComparer.Ordinal)
        .ToFrozenDictionary(group => group.Key, group => group.Order().ToArray(), StringComparer.Ordinal));

    private readonly Lazy<Passage[]> _passages = new(() => Load(path));

    /// <summary>The best passages, by how many of the words they have; of equals, the first.</summary>
    public IReadOnlyList<Passage> Best(string words, int count) =>
    [
        .. Words(words).Distinct()
            .SelectMany(word => _index.Value.GetValueOrDefault(word) ?? [])
            .CountBy(number => number)
            .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)
            .Take(count)
            .Select(pair => _passages.Value[pair.Key]),
    ];

    /// <summary>A passage by its title.</summary>
    public Passage? Titled(string title) => _passages.Value.FirstOrDefault(passage => passage.Title.Equals(title, StringComparison.OrdinalIgnoreCase));

    private static Passage[] Load(string path) =>
    [
        .. File.ReadLines(path).Select((line, number) => line.Split('\t') is [var title, var text]
            ? new Passage(number, title, text)
            : throw new InvalidDataException($"line {number + 1} of {path} has no title and text: separate them by a tab")),
    ];

    private static IEnumerable<string> Words(string text) =>
        text.Split([' ', ',', '.', ';', ':', '?', '!', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Select(word => word.ToLowerInvariant());
}

/// <summary>What the policy may call.</summary>
public sealed class LibraryTools(Library library)
{
    private const int Most = 5;
    private readonly HashSet<int> _shown = [];

    /// <summary>Searches.</summary>
    [Description("Finds passages by words; count is from 1 to 5")]
    public string Find(string words, int count = 3, bool onlyNew = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var found = library.Best(words, Most).Where(passage => !onlyNew || !_shown.Contains(passage.Number)).Take(count).ToList();
        foreach (var passage in found)
            _shown.Add(passage.Number);
        return found is [] ? "nothing" : string.Join('\n', found.Select(passage => $"[{passage.Title}] {Cut(passage.Text, 160)}"));
    }

    /// <summary>Opens.</summary>
    [Description("Shows part of the passage with a title")]
    public string Open(string title, int from = 0) => library.Titled(title) switch
    {
        null => $"there is no passage '{title}'",
        { Text: var text } when from < 0 || from >= text.Length => $"it has {text.Length} characters",
        { Text: var text } => Cut(text[from..], 600),
    };

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length] + " …";
}

/// <summary>The answer, or one of the others, is in the last line.</summary>
public sealed class Contains : IReward<MathProblem>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(MathProblem problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var last = rollout.Text.AsSpan().TrimEnd();
        last = last[(last.LastIndexOf('\n') + 1)..];
        if (last.Length > 120)
            return new(new Verdict.Scored(0, "long"));
        foreach (var answer in (IEnumerable<string>)[problem.Answer, .. problem.OtherAnswers ?? []])
        {
            if (last.Contains(answer, StringComparison.OrdinalIgnoreCase))
                return new(new Verdict.Scored(1, "found"));
        }

        return new(new Verdict.Scored(0, "other"));
    }
}
