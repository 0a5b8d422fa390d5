using System.Text.Json;
using Kimi.Dsl;

namespace Kimi.Runtime.Artifacts;

/// <summary>A prompt set as <c>problems.jsonl</c>.</summary>
internal sealed class PromptSetFormat : IArtifactFormat<PromptSet>
{
    private const string FileName = "problems.jsonl";

    public void Write(PromptSet artifact, string folder) => JsonLines.Write(Path.Combine(folder, FileName), artifact.Problems);

    public PromptSet Read(string folder) => new(JsonLines.Read<Problem>(Path.Combine(folder, FileName)));
}

/// <summary>A corpus as <c>documents.jsonl</c>.</summary>
internal sealed class CorpusFormat : IArtifactFormat<Corpus>
{
    private const string FileName = "documents.jsonl";

    public void Write(Corpus artifact, string folder) => JsonLines.Write(Path.Combine(folder, FileName), artifact.Documents);

    public Corpus Read(string folder) => new(JsonLines.Read<Document>(Path.Combine(folder, FileName)));
}

/// <summary>Demonstrations as <c>demonstrations.jsonl</c>.</summary>
internal sealed class DemonstrationsFormat : IArtifactFormat<Demonstrations>
{
    private const string FileName = "demonstrations.jsonl";

    public void Write(Demonstrations artifact, string folder) => JsonLines.Write(Path.Combine(folder, FileName), artifact.Examples);

    public Demonstrations Read(string folder) => new(JsonLines.Read<Demonstration>(Path.Combine(folder, FileName)));
}

/// <summary>Preferences as <c>preferences.jsonl</c>.</summary>
internal sealed class PreferencesFormat : IArtifactFormat<Preferences>
{
    private const string FileName = "preferences.jsonl";

    public void Write(Preferences artifact, string folder) => JsonLines.Write(Path.Combine(folder, FileName), artifact.Pairs);

    public Preferences Read(string folder) => new(JsonLines.Read<Preference>(Path.Combine(folder, FileName)));
}

/// <summary>An evaluation as <c>evaluation.json</c>.</summary>
internal sealed class EvaluationFormat() : JsonFormat<Evaluation>("evaluation.json");

/// <summary>Perplexities as <c>perplexity.json</c>.</summary>
internal sealed class PerplexityReportFormat() : JsonFormat<PerplexityReport>("perplexity.json");

/// <summary>An artifact as one JSON file.</summary>
/// <typeparam name="TArtifact">The artifact.</typeparam>
/// <param name="fileName">The file's name.</param>
internal abstract class JsonFormat<TArtifact>(string fileName) : IArtifactFormat<TArtifact>
    where TArtifact : Artifact
{
    private static readonly JsonSerializerOptions s_indented = new(JsonLines.Options)
    {
        WriteIndented = true,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public void Write(TArtifact artifact, string folder) =>
        File.WriteAllText(Path.Combine(folder, fileName), JsonSerializer.Serialize(artifact, s_indented) + "\n");

    public TArtifact Read(string folder)
    {
        var path = Path.Combine(folder, fileName);
        try
        {
            return JsonSerializer.Deserialize<TArtifact>(File.ReadAllText(path), s_indented)!;
        }
        catch (Exception exception) when (exception is JsonException or IOException)
        {
            throw new KimiException($"{path} is not a readable {typeof(TArtifact).Name} ({exception.Message.TrimEnd('.')}): delete the stage's folder to compute it again", exception);
        }
    }
}

/// <summary>A policy as its Hugging Face folder. A stage writes its files itself; a policy that is handed through is copied.</summary>
internal sealed class PolicyFormat : IArtifactFormat<Policy>
{
    public void Write(Policy artifact, string folder)
    {
        if (Path.GetFullPath(artifact.Folder) == Path.GetFullPath(folder))
            return;
        foreach (var file in Directory.EnumerateFiles(artifact.Folder))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
    }

    public Policy Read(string folder) =>
        File.Exists(Path.Combine(folder, "config.json"))
            ? new(folder)
            : throw new KimiException($"{folder} holds no policy (config.json is missing): delete the stage's folder to compute it again");
}
