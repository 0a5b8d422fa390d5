using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Runtime.Artifacts;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Settings;
using Kimi.Tests;
using Kimi.Torch.Files;
using Microsoft.Extensions.Options;

namespace Kimi.Runtime.Tests.Execution;

/// <summary>Whatever a file of the store holds, reading it gives what a run wrote, or one sentence.</summary>
public sealed class StoreFuzzTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static readonly OutputImages s_images = new(new ImageStore(Options.Create(new KimiOptions())));

    public static TheoryData<string> Formats => [.. s_formats.Keys];

    private static readonly Dictionary<string, (Artifact Artifact, Action<Artifact, string> Write, Func<string, Artifact> Read)> s_formats = new()
    {
        ["problems.jsonl"] = Of(
            new PromptSet([
                new MathProblem { Id = "a", Prompt = "1+1=", Answer = "2", Tags = ["sum"], PassRate = 0.5 },
                new MathProblem { Id = "b", Prompt = new Prompt.Conversation([new(MessageRole.User, [new PromptPart.Text("1+2=")])]), Answer = "3", Level = 2 },
            ]),
            new PromptSetFormat(s_images)),
        ["demonstrations.jsonl"] = Of(new Demonstrations([new("1+1=", "2"), new("1+2=", "3")]), new DemonstrationsFormat(s_images)),
        ["documents.jsonl"] = Of(new Corpus([new("one") { Domain = "en", Quality = 0.5 }, new("two")]), new CorpusFormat(s_images)),
        ["evaluation.json"] = Of(
            new Evaluation([
                new()
                {
                    Policy = "Sft",
                    Sampled = new(1, 2),
                    Greedy = new(1, 1),
                    MeanTokens = 3,
                    Problems = 2,
                    ByLevel = new Dictionary<int, SampledEvaluation>(),
                },
            ]),
            new EvaluationFormat()),
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_changed_artifact_is_read_or_told(string file) => ReadArtifacts(file, Mutations.Inputs);

    [Theory]
    [Trait("Category", "Long")]
    [MemberData(nameof(Formats))]
    public void A_changed_artifact_is_read_or_told_at_full_count(string file) => ReadArtifacts(file, Mutations.InputsOfLongRuns);

    [Fact]
    public void A_changed_record_of_a_stage_is_as_it_was_or_told() => ReadRecords(Mutations.Inputs);

    [Fact]
    [Trait("Category", "Long")]
    public void A_changed_record_of_a_stage_is_as_it_was_or_told_at_full_count() => ReadRecords(Mutations.InputsOfLongRuns);

    [Fact]
    public void A_changed_record_of_a_checkpoint_is_as_it_was_or_told() => ReadCheckpoints(Mutations.Inputs);

    [Fact]
    [Trait("Category", "Long")]
    public void A_changed_record_of_a_checkpoint_is_as_it_was_or_told_at_full_count() => ReadCheckpoints(Mutations.InputsOfLongRuns);

    [Fact]
    public void Changed_metrics_of_an_interrupted_stage_never_stop_it() => ContinueMetrics(Mutations.Inputs);

    [Fact]
    [Trait("Category", "Long")]
    public void Changed_metrics_of_an_interrupted_stage_never_stop_it_at_full_count() => ContinueMetrics(Mutations.InputsOfLongRuns);

    [Fact]
    public void Changed_notes_on_verified_files_never_hide_damage() => VerifyAgain(Mutations.Inputs);

    [Fact]
    [Trait("Category", "Long")]
    public void Changed_notes_on_verified_files_never_hide_damage_at_full_count() => VerifyAgain(Mutations.InputsOfLongRuns);

    private void ReadArtifacts(string file, int inputs)
    {
        var (artifact, write, read) = s_formats[file];
        write(artifact, _folder.Path);
        var text = File.ReadAllText(_folder.File(file));
        Mutations.ResultOrMessage(inputs, seed: 3, Changed, input =>
        {
            File.WriteAllBytes(_folder.File(file), input);
            _ = read(_folder.Path);
        });

        byte[] Changed(Random random) =>
            file.EndsWith(".jsonl", StringComparison.Ordinal) ? Mutations.OfJsonLines(text.TrimEnd('\n').Split('\n'), random) : Mutations.OfJson(text, random);
    }

    // Half of them have the checksum of what they say, as one by another version would.
    private void ReadRecords(int inputs)
    {
        var place = Stored();
        var file = Path.Combine(place.Folder, "stage.json");
        var text = File.ReadAllText(file);
        Mutations.ResultOrMessage(inputs, seed: 5, random => Sealed(text, random), input =>
        {
            File.WriteAllBytes(file, input);
            ArtifactStore.CheckOutput(place.OutputFolder);
        });
    }

    private void ReadCheckpoints(int inputs)
    {
        var place = Stored();
        var output = place.OutputFolder;
        var text = SealedJson.Text(new CheckpointRecord(place.Name, FolderRecord.Of(output), new Dictionary<string, long> { ["metrics.jsonl"] = 5 }));
        Mutations.ResultOrMessage(inputs, seed: 7, random => Sealed(text, random), input =>
        {
            File.WriteAllBytes(Path.Combine(output, "checkpoint.json"), input);
            try
            {
                _ = Checkpoints.Verify(place, output);
            }
            catch (DamageException damage)
            {
                throw new KimiException($"the checkpoint is damaged ({damage.Message}): it is set aside");
            }
        });
    }

    private static void ContinueMetrics(int inputs)
    {
        string[] lines = ["""{"step":0,"loss":2.5}""", """{"step":1,"loss":null}""", """{"step":2,"loss":2}"""];
        var random = new SeededRandom(9);
        var whole = 0;
        for (var i = 0; i < inputs; i++)
        {
            var kept = MetricsLog.Before(2, Encoding.UTF8.GetString(Mutations.OfJsonLines(lines, random)).Split('\n')).ToList();
            Assert.All(kept, line => Assert.True(JsonDocument.Parse(line).RootElement.GetProperty("step").GetInt32() < 2, line));
            whole += kept.SequenceEqual(lines[..2]) ? 1 : 0;
        }

        Assert.InRange(whole, inputs / 10, inputs * 9 / 10);
    }

    private void VerifyAgain(int inputs)
    {
        var place = Stored();
        var notes = _folder.File("notes.json");
        var verified = new VerifiedFiles(place.Folder, notes);
        var checksum = verified.Of("output/note.txt");
        File.SetLastWriteTimeUtc(Path.Combine(place.OutputFolder, "note.txt"), DateTime.UnixEpoch);
        var status = FileStatus.Of(Path.Combine(place.OutputFolder, "note.txt"));
        var text = JsonSerializer.Serialize(
            new { machine = Environment.MachineName, files = new Dictionary<string, object> { ["output/note.txt"] = new { status, checksum } } },
            JsonSerializerOptions.Web);
        var random = new SeededRandom(13);
        for (var i = 0; i < inputs; i++)
        {
            File.WriteAllBytes(notes, Mutations.OfJson(text, random));
            _ = new VerifiedFiles(place.Folder, notes).Of("output/note.txt");
            Assert.Equal(checksum, new VerifiedFiles(place.Folder, notes).Of("output/note.txt", readAgain: true));
        }
    }

    private static byte[] Sealed(string text, Random random)
    {
        var json = JsonNode.Parse(text)!.AsObject();
        json.Remove("checksum");
        var indented = json.ToJsonString(new() { WriteIndented = true, NewLine = "\n" });
        return random.Next(2) == 0
            ? Mutations.OfBytes(Encoding.UTF8.GetBytes(text), random)
            : Encoding.UTF8.GetBytes(SealedJson.Seal($"{{\n{Mutations.OfValues(indented, random)[1..]}"));
    }

    private ArtifactStore.StoredStage Stored()
    {
        var place = new ArtifactStore.StoredStage(_folder.File(".store/Noted-0123456789ab"));
        if (place.Manifest is not null)
            return place;
        Directory.CreateDirectory(place.OutputFolder);
        File.WriteAllText(Path.Combine(place.OutputFolder, "note.txt"), "la");
        File.WriteAllText(place.MetricsFile, "{}\n");
        place.Publish(new()
        {
            Stage = "Noted",
            Address = "0123456789ab",
            ContentHash = "cafe",
            Seconds = 2,
            Metrics = new Dictionary<string, double> { ["accuracy"] = 0.5 },
            Description = new JsonObject { ["options"] = new JsonObject { ["type"] = "Note" }, ["components"] = new JsonArray() },
        });
        return place;
    }

    private static (Artifact Artifact, Action<Artifact, string> Write, Func<string, Artifact> Read) Of<TArtifact>(
        TArtifact artifact, IArtifactFormat<TArtifact> format)
        where TArtifact : Artifact => (artifact, (written, folder) => format.Write((TArtifact)written, folder), format.Read);
}
