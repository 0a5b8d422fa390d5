using Kimi.Dsl;
using Kimi.Tests;
using SkiaSharp;

namespace Kimi.Runtime.Tests.Conformance;

/// <summary>Options of what reads files and of generated sources.</summary>
internal static class SourceProofs
{
    private static readonly (string Option, object Value)[] s_selection =
    [
        (nameof(FileOfProblemsAttribute.Count), 3),
        (nameof(FileOfProblemsAttribute.Shuffle), true),
        (nameof(FileOfProblemsAttribute.Split), Split.Train),
        (nameof(FileOfProblemsAttribute.HeldOutShare), 0.1),
        (nameof(FileOfProblemsAttribute.MaxPromptCharacters), 7),
        (nameof(FileOfProblemsAttribute.Benchmark), Benchmark.Aime2024),
    ];

    internal static IEnumerable<OptionProof> All(Observatory observatory)
    {
        var problems = File("problems", Enumerable.Range(0, 20).Select(i =>
            $$"""
            {"prompt": "{{What(i)}}", "question": "why {{i}}", "answer": "{{i}} => {{i + 1}} #### {{i + 2}}", "other": "{{i + 3}}", "key": "k{{i}}",
             "hard": {{i}}, "kind": "even"}
            """.ReplaceLineEndings("")));
        var others = File("others", Enumerable.Range(0, 20).Select(i => $$"""{"prompt": "else {{i}}", "answer": "{{i}}"}"""));
        var (album, otherAlbum) = (Album("album", 1), Album("other-album", 2));
        var web = Convert.ToBase64String(Pictures.File(1, SKEncodedImageFormat.Webp));
        var pictures = File("pictures", Enumerable.Range(0, 2).Select(i =>
            $$"""
            {"prompt": "bright? {{i}}", "answer": "{{i}}", "photo": "{{i}}.png", "image": {"bytes": "{{Convert.ToBase64String(Pictures.File(i))}}"},
             "web": "data:image/webp;base64,{{web}}"}
            """.ReplaceLineEndings("")));
        var shown = File("shown", System.IO.File.ReadLines(pictures).Select(line => line.Replace("answer", "response", StringComparison.Ordinal)));
        var programs = File("programs", Enumerable.Range(0, 20).Select(i =>
            $$"""
            {"name": "p{{i}}", "description": "say {{new string('x', i % 4)}}{{i}}", "public_tests": {"input": ["1", "2"], "output": ["a", "b"]},
             "solutions": {"language": [3, 2], "solution": ["py3", "c++"]}, "time_limit": {"seconds": 2, "nanos": 0}, "memory_limit_bytes": 64000000,
             "question": "do {{i}}", "input_output": "{\"inputs\": [\"1\"], \"outputs\": [\"2\"]}"}
            """.ReplaceLineEndings("")).Append(
            """{"name": "none", "description": "say nothing", "question": "do nothing", "solutions": {"language": [3], "solution": ["py3"]}}"""));
        var otherPrograms = File("other-programs", System.IO.File.ReadLines(programs).Take(7));
        var demonstrations = File("demonstrations", Enumerable.Range(0, 20).Select(i =>
            $$"""
            {"prompt": "{{What(i)}}", "question": "why {{i}}", "response": "{{i}}", "other": "{{i + 1}}", "messages": {{Talk(i)}}}
            """));
        var otherDemonstrations = File("other-demonstrations", System.IO.File.ReadLines(demonstrations).Take(7));
        var texts = File("texts", Enumerable.Range(0, 20).Select(i => $$"""{"text": "text {{i}}", "body": "body {{i}}"}"""));
        var otherTexts = File("other-texts", System.IO.File.ReadLines(texts).Take(7));
        return
        [
            RecipeProofs.Source<ProblemsAttribute<Sums>>(() => new() { Count = 2, Split = Split.All }),
            RecipeProofs.Teacher<DemonstrationsAttribute<SumDemonstrations>>(() => new(), Before.Problems),
            OptionProof.Of<DocumentsAttribute<Counting>>(
                () => new() { Count = 4 }, options => new Stage<DocumentsAttribute, Corpus>("Proved", options), [(nameof(DocumentsAttribute.Count), 3)]),
            OptionProof.Of<ProblemsFileAttribute>(
                () => new() { Path = problems, Split = Split.HeldOut, HeldOutShare = 0.6 },
                options => new Stage<ProblemsFileAttribute, PromptSet>("Proved", options),
                [
                    .. s_selection,
                    (nameof(ProblemsFileAttribute.Path), others),
                    (nameof(ProblemsFileAttribute.Layout), ProblemLayout.Gsm8k),
                    (nameof(ProblemsFileAttribute.PromptField), "question"),
                    (nameof(ProblemsFileAttribute.AnswerField), "other"),
                    (nameof(ProblemsFileAttribute.AnswerMarker), "=>"),
                    (nameof(ProblemsFileAttribute.IdField), "key"),
                    (nameof(ProblemsFileAttribute.LevelField), "hard"),
                    (nameof(ProblemsFileAttribute.TagFields), new[] { "kind" }),
                ]),
            OptionProof.Of<ProblemsFileAttribute>(
                () => new() { Path = pictures },
                options => new Stage<ProblemsFileAttribute, PromptSet>("Proved", options),
                [(nameof(ProblemsFileAttribute.ImageFields), new[] { "image" })]),
            OptionProof.Of<ProblemsFileAttribute>(
                () => new() { Path = pictures, ImageFields = ["photo"], ImageFolder = album },
                options => new Stage<ProblemsFileAttribute, PromptSet>("Proved", options),
                [
                    (nameof(ProblemsFileAttribute.ImageFolder), otherAlbum),
                    (nameof(ProblemsFileAttribute.MaxImageBytes), 60),
                    (nameof(ProblemsFileAttribute.MaxImagePixels), 63),
                ]),
            OptionProof.Of<ProblemsFileAttribute>(
                () => new() { Path = pictures, ImageFields = ["web"] },
                options => new Stage<ProblemsFileAttribute, PromptSet>("Proved", options),
                [(nameof(ProblemsFileAttribute.AllowWebP), true)]),
            OptionProof.Of<CodeProblemsFileAttribute>(
                () => new() { Path = programs, Layout = CodeLayout.CodeContests, Split = Split.HeldOut, HeldOutShare = 0.6 },
                options => new Stage<CodeProblemsFileAttribute, PromptSet>("Proved", options),
                [
                    .. s_selection.Where(entry => entry.Option != nameof(FileOfProblemsAttribute.MaxPromptCharacters)),
                    (nameof(CodeProblemsFileAttribute.MaxPromptCharacters), 6),
                    (nameof(CodeProblemsFileAttribute.Path), otherPrograms),
                    (nameof(CodeProblemsFileAttribute.Layout), CodeLayout.Apps),
                    (nameof(CodeProblemsFileAttribute.Language), ProgramLanguage.Cpp),
                    (nameof(CodeProblemsFileAttribute.MaxTests), 1),
                    (nameof(CodeProblemsFileAttribute.CpuSeconds), 3.0),
                    (nameof(CodeProblemsFileAttribute.MemoryMebibytes), 32),
                ]),
            OptionProof.Of<CodeProblemsFileAttribute>(
                () => new() { Path = programs, Layout = CodeLayout.CodeContests },
                options => new Stage<CodeProblemsFileAttribute, PromptSet>("Proved", options),
                [(nameof(CodeProblemsFileAttribute.WithoutTests), true)]),
            OptionProof.Of<DemonstrationsFileAttribute>(
                () => new() { Path = demonstrations },
                options => new Stage<DemonstrationsFileAttribute, Demonstrations>("Proved", options),
                [
                    (nameof(DemonstrationsFileAttribute.Path), otherDemonstrations),
                    (nameof(DemonstrationsFileAttribute.Layout), DemonstrationLayout.Messages),
                    (nameof(DemonstrationsFileAttribute.PromptField), "question"),
                    (nameof(DemonstrationsFileAttribute.ResponseField), "other"),
                    (nameof(DemonstrationsFileAttribute.Count), 3),
                    (nameof(DemonstrationsFileAttribute.Shuffle), true),
                    (nameof(DemonstrationsFileAttribute.MaxCharacters), 8),
                ]),
            OptionProof.Of<DemonstrationsFileAttribute>(
                () => new() { Path = demonstrations, Layout = DemonstrationLayout.Messages },
                options => new Stage<DemonstrationsFileAttribute, Demonstrations>("Proved", options),
                [(nameof(DemonstrationsFileAttribute.EveryReply), true)]),
            OptionProof.Of<DemonstrationsFileAttribute>(
                () => new() { Path = shown },
                options => new Stage<DemonstrationsFileAttribute, Demonstrations>("Proved", options),
                [(nameof(DemonstrationsFileAttribute.ImageFields), new[] { "image" })]),
            OptionProof.Of<DemonstrationsFileAttribute>(
                () => new() { Path = shown, ImageFields = ["photo"], ImageFolder = album },
                options => new Stage<DemonstrationsFileAttribute, Demonstrations>("Proved", options),
                [
                    (nameof(DemonstrationsFileAttribute.ImageFolder), otherAlbum),
                    (nameof(DemonstrationsFileAttribute.MaxImageBytes), 60),
                    (nameof(DemonstrationsFileAttribute.MaxImagePixels), 63),
                ]),
            OptionProof.Of<DemonstrationsFileAttribute>(
                () => new() { Path = shown, ImageFields = ["web"] },
                options => new Stage<DemonstrationsFileAttribute, Demonstrations>("Proved", options),
                [(nameof(DemonstrationsFileAttribute.AllowWebP), true)]),
            OptionProof.Of<DocumentsFileAttribute>(
                () => new() { Path = texts },
                options => new Stage<DocumentsFileAttribute, Corpus>("Proved", options),
                [
                    (nameof(DocumentsFileAttribute.Path), otherTexts),
                    (nameof(DocumentsFileAttribute.TextField), "body"),
                    (nameof(DocumentsFileAttribute.Domain), "counting"),
                    (nameof(DocumentsFileAttribute.Count), 3),
                    (nameof(DocumentsFileAttribute.Shuffle), true),
                ]),
            OptionProof.Of<LoadPolicyAttribute>(
                () => new(observatory.Policies[0]),
                options => new Stage<LoadPolicyAttribute, Policy>("Proved", options),
                [(nameof(LoadPolicyAttribute.Folder), observatory.Policies[1])]),
        ];

        string File(string name, IEnumerable<string> lines)
        {
            var path = observatory.File($"{name}.jsonl");
            System.IO.File.WriteAllLines(path, lines);
            return path;
        }

        string Album(string name, int first)
        {
            var folder = Directory.CreateDirectory(observatory.File(name)).FullName;
            for (var i = 0; i < 2; i++)
                System.IO.File.WriteAllBytes(Path.Combine(folder, $"{i}.png"), Pictures.File(first + i));
            return folder;
        }

        static string What(int i) => $"what {new string('x', i % 4)}{i}";

        static string Talk(int i) => $"[{Said("user", $"a{i}")}, {Said("assistant", "b")}, {Said("user", "c")}, {Said("assistant", "d")}]";

        static string Said(string role, string content) => $$"""{"role": "{{role}}", "content": "{{content}}"}""";
    }

    [ImplementationVersion(1)]
    private sealed class Counting : IDocumentSource
    {
        public IEnumerable<Document> Documents(Random random) => Enumerable.Range(0, int.MaxValue).Select(i => new Document($"{i}"));
    }
}
