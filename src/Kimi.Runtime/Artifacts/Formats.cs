using System.Text.Json;
using Kimi.Dsl;
using Kimi.Torch.Files;

namespace Kimi.Runtime.Artifacts;

/// <summary>A prompt set as <c>problems.jsonl</c>.</summary>
/// <param name="images">The images of prompts.</param>
internal sealed class PromptSetFormat(OutputImages images) : IArtifactFormat<PromptSet>
{
    private const string FileName = "problems.jsonl";

    public void Write(PromptSet artifact, string folder)
    {
        foreach (var problem in artifact.Problems)
            StoredProblem.Check(problem);
        JsonLines.Write(Path.Combine(folder, FileName), artifact.Problems);
        images.Write(artifact.Problems.SelectMany(problem => problem.Prompt.Images), folder);
    }

    public PromptSet Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var problems = JsonLines.Read<Problem>(path);
        try
        {
            var set = new PromptSet(problems);
            images.Read(set.Problems.SelectMany(problem => problem.Prompt.Images), folder);
            return set;
        }
        catch (KimiException exception)
        {
            throw new KimiException($"{path}: {exception.Message}", exception);
        }
    }
}

/// <summary>A corpus as <c>documents.jsonl</c>.</summary>
/// <param name="images">The images of documents.</param>
internal sealed class CorpusFormat(OutputImages images) : IArtifactFormat<Corpus>
{
    private const string FileName = "documents.jsonl";

    public void Write(Corpus artifact, string folder)
    {
        JsonLines.Write(Path.Combine(folder, FileName), artifact.Documents);
        images.Write(Images(artifact), folder);
    }

    public Corpus Read(string folder)
    {
        var read = new Corpus(JsonLines.Read<Document>(Path.Combine(folder, FileName)));
        images.Read(Images(read), folder);
        return read;
    }

    private static IEnumerable<PromptPart.Image> Images(Corpus corpus) => corpus.SelectMany(document => document.Images ?? []).Select(placed => placed.Image);
}

/// <summary>Demonstrations as <c>demonstrations.jsonl</c>.</summary>
/// <param name="images">The images of prompts.</param>
internal sealed class DemonstrationsFormat(OutputImages images) : IArtifactFormat<Demonstrations>
{
    private const string FileName = "demonstrations.jsonl";

    public void Write(Demonstrations artifact, string folder)
    {
        JsonLines.Write(Path.Combine(folder, FileName), artifact.Examples);
        images.Write(artifact.Examples.SelectMany(each => each.Prompt.Images), folder);
    }

    public Demonstrations Read(string folder)
    {
        var read = new Demonstrations(JsonLines.Read<Demonstration>(Path.Combine(folder, FileName)));
        images.Read(read.Examples.SelectMany(each => each.Prompt.Images), folder);
        return read;
    }
}

/// <summary>Preferences as <c>preferences.jsonl</c>.</summary>
/// <param name="images">The images of prompts.</param>
internal sealed class PreferencesFormat(OutputImages images) : IArtifactFormat<Preferences>
{
    private const string FileName = "preferences.jsonl";

    public void Write(Preferences artifact, string folder)
    {
        JsonLines.Write(Path.Combine(folder, FileName), artifact.Pairs);
        images.Write(artifact.Pairs.SelectMany(each => each.Prompt.Images), folder);
    }

    public Preferences Read(string folder)
    {
        var read = new Preferences(JsonLines.Read<Preference>(Path.Combine(folder, FileName)));
        images.Read(read.Pairs.SelectMany(each => each.Prompt.Images), folder);
        return read;
    }
}

/// <summary>An evaluation as <c>evaluation.json</c>.</summary>
internal sealed class EvaluationFormat() : JsonFormat<Evaluation>("evaluation.json");

/// <summary>Perplexities as <c>perplexity.json</c>.</summary>
internal sealed class PerplexityReportFormat() : JsonFormat<PerplexityReport>("perplexity.json");

/// <summary>A comparison of reward models as <c>comparison.json</c>.</summary>
internal sealed class RewardModelComparisonFormat() : JsonFormat<RewardModelComparison>("comparison.json");

/// <summary>An artifact as one JSON file.</summary>
/// <typeparam name="TArtifact">The artifact.</typeparam>
/// <param name="fileName">The file's name.</param>
internal abstract class JsonFormat<TArtifact>(string fileName) : IArtifactFormat<TArtifact>
    where TArtifact : Artifact
{
    private static readonly JsonSerializerOptions s_indented = new(RecordJson.Options) { WriteIndented = true };

    public void Write(TArtifact artifact, string folder) =>
        File.WriteAllText(Path.Combine(folder, fileName), JsonSerializer.Serialize(artifact, s_indented) + "\n");

    public TArtifact Read(string folder)
    {
        var path = Path.Combine(folder, fileName);
        try
        {
            return JsonSerializer.Deserialize<TArtifact>(TextFile.All(path), s_indented) ?? throw new JsonException("it is null");
        }
        catch (Exception exception) when (JsonLines.IsOfText(exception))
        {
            throw new KimiException(
                $"{path} is not a readable {typeof(TArtifact).Name} ({JsonReason.Of(exception)}): delete the stage's folder to compute it again",
                exception);
        }
    }
}

/// <summary>A policy as its Hugging Face folder. A stage writes its files itself; a policy that is passed through is copied.</summary>
internal sealed class PolicyFormat : IArtifactFormat<Policy>
{
    public void Write(Policy artifact, string folder) => ModelFolder.Copy(artifact.Folder, folder);

    public Policy Read(string folder) => new(ModelFolder.Check(folder, "config.json", "policy"));
}

/// <summary>Artifacts that are folders.</summary>
internal static class ModelFolder
{
    /// <summary>Copies the files, unless both are the same folder.</summary>
    public static void Copy(string source, string target)
    {
        if (Path.GetFullPath(source) == Path.GetFullPath(target))
            return;
        foreach (var file in Directory.EnumerateFiles(source))
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
    }

    /// <summary>The folder.</summary>
    /// <exception cref="KimiException">The file that identifies the artifact is missing.</exception>
    public static string Check(string folder, string file, string what) => File.Exists(Path.Combine(folder, file))
        ? folder
        : throw new KimiException($"{folder} holds no {what} ({file} is missing): delete the stage's folder to compute it again");
}
