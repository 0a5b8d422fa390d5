using Kimi.Cluster.Workers;
using Kimi.Dsl;
using Kimi.Sandbox.Remote;
using Kimi.Shared;
using Kimi.Shared.Json;
using Kimi.Torch.Files;
using Kimi.Torch.Native;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;

namespace Kimi.Cli.Configuration;

/// <summary>
/// Stacks the layers of configuration, each of which overrides the one before: <c>kimi.json</c>, <c>kimi.{profile}.json</c>, environment variables that start
/// with <c>KIMI__</c>, <c>--set</c>, and the options of the command line that correspond to a setting, such as <c>--threads</c>.
/// </summary>
/// <param name="folders">Where the files are looked up: each is taken from the first folder that has it.</param>
/// <param name="problems">Receives the files that cannot be read.</param>
internal sealed class ConfigurationStack(IReadOnlyList<string> folders, ConfigurationProblems problems)
{
    private const string EnvironmentPrefix = "KIMI__";

    // What this repository's own tests read.
    private const string TestPrefix = "KIMI_TEST_";
    private const string SnapshotVariable = "KIMI_ACCEPT_SNAPSHOTS";

    private readonly ConfigurationBuilder _builder = new();

    /// <summary>Builds the configuration.</summary>
    /// <param name="profile">The profile, or null for none.</param>
    /// <param name="settings">The keys and values of <c>--set</c>, in full.</param>
    /// <param name="flags">The options that correspond to a setting, by their names on the command line.</param>
    /// <exception cref="KimiException">There is no such profile.</exception>
    public IConfigurationRoot Build(
        string? profile, IReadOnlyDictionary<string, string?> settings, IReadOnlyDictionary<string, (string Key, string Value)> flags)
    {
        if (Find("kimi.json") is { } file)
            AddFile(file);
        if (profile is not null)
            AddFile(Find($"kimi.{profile}.json") ?? throw UnknownProfile(profile));
        CheckVariables();
        _builder.AddEnvironmentVariables(EnvironmentPrefix);
        _builder.Add(new NamedSource("--set", settings));
        foreach (var (name, (key, value)) in flags)
            _builder.Add(new NamedSource(name, new Dictionary<string, string?> { [key] = value }));
        return _builder.Build();
    }

    // A variable that misses an underscore would be a setting that silently does nothing.
    private void CheckVariables()
    {
        foreach (var name in Environment.GetEnvironmentVariables().Keys.Cast<string>().Order(StringComparer.Ordinal))
        {
            if (name.StartsWith("KIMI_", StringComparison.OrdinalIgnoreCase) && !name.StartsWith(EnvironmentPrefix, StringComparison.OrdinalIgnoreCase)
                && name is not (LibTorch.FolderVariable or RemoteAddress.KeyVariable or ClusterAccess.SecretVariable or ClusterAccess.PasswordVariable
                    or SnapshotVariable)
                && !name.StartsWith(TestPrefix, StringComparison.Ordinal))
            {
                problems.Add(
                    Ids.UnknownName,
                    $"the environment variable {name} sets nothing: begin the name of a setting with {EnvironmentPrefix}, "
                    + $"such as {EnvironmentPrefix}quickstart__Sft__Steps, or remove it");
            }
        }
    }

    private void AddFile(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            var text = TextFile.All(path);
            var (_, faults) = JsonReader.Read(text);
            foreach (var fault in faults)
                problems.Add(fault.Id, $"{name}{Place(text, fault.Start)}: {fault.Sentence} ({path})");
            // The provider accepts everything that the reader does: otherwise building the configuration would fail as a whole.
            if (faults.Count == 0)
                _builder.AddJsonFile(path);
        }
        catch (KimiException exception)
        {
            problems.Add(Ids.MalformedJson, exception.Message);
        }
    }

    // As compilers write it: (line,column), both from 1.
    private static string Place(string text, int offset)
    {
        var before = text[..offset].Split('\n');
        return $"({before.Length},{before[^1].Length + 1})";
    }

    // A folder of that name, or a link to nothing, is found too, and told when it is read.
    private string? Find(string file) => folders.Select(folder => Path.GetFullPath(Path.Combine(folder, file)))
        .FirstOrDefault(path => Path.Exists(path) || new FileInfo(path).LinkTarget is not null);

    private KimiException UnknownProfile(string profile)
    {
        var profiles = folders.Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "kimi.*.json"))
            .Select(path => Path.GetFileName(path)["kimi.".Length..^".json".Length])
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        return new($"there is no profile '{profile}', since no kimi.{profile}.json lies in the working folder or beside the application: "
            + $"{NearestName.Hint(profile, profiles)}");
    }

    private sealed class NamedSource(string name, IEnumerable<KeyValuePair<string, string?>> data) : IConfigurationSource
    {
        public IConfigurationProvider Build(IConfigurationBuilder builder) => new Provider(name, new() { InitialData = data });

        private sealed class Provider(string name, MemoryConfigurationSource source) : MemoryConfigurationProvider(source)
        {
            public override string ToString() => name;
        }
    }
}
