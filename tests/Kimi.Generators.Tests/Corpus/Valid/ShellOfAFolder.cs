// Form: a small shell with a tree of folders in memory, commands as a table of delegates, and the goal judged from what the episode printed
using System.Text;
using Kimi.Dsl;

namespace Acme.Shells;

[Recipe("shell-of-a-folder")]
[Sampling(MaxResponseTokens = 320)]
public abstract partial class ShellOfAFolder
{
    [Problems<Searches>(Count = 2_000)]
    public abstract PromptSet Train();

    [Problems<Searches>(Count = 200, Split = Split.HeldOut)]
    public abstract PromptSet Test();

    [LoadPolicy("models/chat-1b")]
    public abstract Policy Chat();

    [Reinforce(Iterations = 100, LearningRate = 2e-6), Grpo, Environment<Shell>(MaxTurns = 12, MaxReplyTokens = 128, TimeLimitSeconds = 5), Reward<Named>]
    public abstract Policy Tuned([From(nameof(Chat))] Policy start, [From(nameof(Train))] PromptSet problems);

    [Evaluate, Environment<Shell>(MaxTurns = 12, MaxReplyTokens = 128, TimeLimitSeconds = 5), Reward<Named>]
    public abstract Evaluation Report(Policy chat, Policy tuned, [From(nameof(Test))] PromptSet problems);
}

/// <summary>A file to look for.</summary>
[ProblemType("search")]
public sealed record Search : Problem
{
    /// <summary>Files by path, and what they hold.</summary>
    public required ValueList<StoredFile> Files { get; init; }

    /// <summary>The path that is right.</summary>
    public required string Path { get; init; }
}

/// <summary>A file.</summary>
public sealed record StoredFile(string Path, string Content);

/// <summary>Makes trees.</summary>
public sealed class Searches : IProblemSource<Search>
{
    private static readonly string[] s_folders = ["src", "docs", "lib", "old", "data"];
    private static readonly string[] s_words = ["apple", "river", "cloud", "stone", "tiger", "piano", "green", "seven"];

    /// <inheritdoc/>
    public IEnumerable<Search> Problems(Random random)
    {
        while (true)
        {
            var files = new Dictionary<string, string>(StringComparer.Ordinal);
            while (files.Count < 8)
                files[$"{s_folders[random.Next(5)]}/{s_folders[random.Next(5)]}/{s_words[random.Next(8)]}.txt"] = random.Next(100_000, 1_000_000).ToString("D");
            var (path, content) = files.ElementAt(random.Next(files.Count));
            if (files.Values.Count(other => other == content) > 1)
                continue;
            yield return new()
            {
                Id = $"{content} of {string.Join(',', files.Select(file => $"{file.Key}={file.Value}"))}",
                Prompt = $"Which file has the number {content}? Use 'ls FOLDER' and 'cat FILE', one command in a line that begins with $. End with FOUND path. "
                    + $"There are {files.Count} files, among them {string.Join(", ", files.Keys.Order(StringComparer.Ordinal).Take(3))}.",
                Files = [.. files.Select(file => new StoredFile(file.Key, file.Value))],
                Path = path,
            };
        }
    }
}

/// <summary>Runs commands.</summary>
public sealed class Shell : IEnvironment<Search>
{
    /// <inheritdoc/>
    public ValueTask<IEpisode> StartAsync(Search problem, EpisodeContext context, CancellationToken cancellationToken) => new(new Session(problem));

    private sealed class Session : IEpisode
    {
        private readonly SortedDictionary<string, string> _files = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Func<string, string>> _commands;

        public Session(Search problem)
        {
            foreach (var (path, content) in problem.Files)
                _files[path] = content;
            _commands = new(StringComparer.Ordinal) { ["ls"] = List, ["cat"] = Show, ["help"] = _ => "ls, cat, help" };
        }

        public IReadOnlyList<Message> Opening { get; } = [new(MessageRole.System, [new PromptPart.Text("You are at the root.")])];

        public ValueTask<EnvironmentReply> ReplyAsync(PolicyTurn turn, CancellationToken cancellationToken)
        {
            if (turn.Text.Contains("FOUND ", StringComparison.Ordinal))
                return ValueTask.FromResult<EnvironmentReply>(new EnvironmentReply.Finished());
            var printed = new StringBuilder();
            foreach (var line in turn.Text.Split('\n').Where(line => line.StartsWith('$')).Select(line => line[1..].Trim()))
            {
                var space = line.IndexOf(' ', StringComparison.Ordinal);
                var (name, argument) = space < 0 ? (line, "") : (line[..space], line[(space + 1)..].Trim());
                printed.Append(_commands.TryGetValue(name, out var command) ? command(argument) : $"{name}: not found").Append('\n');
            }

            return ValueTask.FromResult<EnvironmentReply>(new EnvironmentReply.Continue(printed.Length == 0 ? "$" : printed.ToString()));
        }

        public ValueTask DisposeAsync() => default;

        private string List(string folder)
        {
            var prefix = folder is "" or "." ? "" : folder.TrimEnd('/') + "/";
            var names = _files.Keys
                .Where(path => path.StartsWith(prefix, StringComparison.Ordinal))
                .Select(path => path[prefix.Length..].Split('/')[0])
                .Distinct()
                .ToList();
            return names.Count > 0 ? string.Join("  ", names) : $"ls: {folder}: no such folder";
        }

        private string Show(string path) => _files.TryGetValue(path.Trim(), out var content) ? content : $"cat: {path}: no such file";
    }
}

/// <summary>The path that is named.</summary>
public sealed class Named : IReward<Search>
{
    /// <inheritdoc/>
    public ValueTask<Verdict> JudgeAsync(Search problem, Rollout rollout, CancellationToken cancellationToken)
    {
        var at = rollout.Text.LastIndexOf("FOUND ", StringComparison.Ordinal);
        if (at < 0)
            return new(Verdict.Of(false));
        var named = rollout.Text[(at + 6)..].Split('\n', 2)[0].Trim().TrimEnd('.', '`');
        var content = problem.Files.First(file => file.Path == problem.Path).Content;
        var wasRead = rollout.Turns.OfType<EnvironmentTurn>().Any(turn => turn.Text.Contains(content, StringComparison.Ordinal));
        return new(new Verdict.Scored(named != problem.Path ? 0 : wasRead ? 1 : 0.6, wasRead ? "read" : "guessed"));
    }
}
