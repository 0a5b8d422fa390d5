using System.Text.Json.Nodes;
using Kimi.Dsl;
using Kimi.Runtime.Execution;
using Kimi.Runtime.Tests.Execution;

namespace Kimi.Runtime.Tests.Stages;

/// <summary>Problems of a team's own records: what is stored, and what is told.</summary>
public sealed class OwnProblemTests
{
    [Fact]
    public async Task A_record_of_a_team_is_stored_under_its_name_and_read_back_equal()
    {
        using var host = new TestHost();
        var stage = Stage<Labyrinths>(3);

        var problems = await host.RunAsync(new("own", typeof(object), 1, stage), stage);

        Assert.Equal(Labyrinths.All.Take(3), problems);
        var lines = File.ReadLines(Path.Combine(host.RunsFolder, "own", "latest", "Problems", "output", "problems.jsonl")).ToList();
        Assert.All(lines, line => Assert.Equal("Kimi.Runtime.Tests.Stages.OwnProblemTests+Labyrinth", (string)JsonNode.Parse(line)!["type"]!));
    }

    [Fact]
    public async Task Whatever_a_record_holds_is_read_back()
    {
        using var host = new TestHost();
        var stage = Stage<Zoos>(1);

        var zoo = Assert.IsType<Zoo>((await host.RunAsync(new("own", typeof(object), 1, stage), stage)).Single());

        Assert.Equal((new Animal("Leo"), 1, "b", new Animal("Kit")), (zoo.Cages["a"], zoo.Place.Row, zoo.Place.Names[0], zoo.Pet));
    }

    [Fact]
    public void The_shape_of_the_record_is_part_of_the_address()
    {
        var shape = ProblemShape.OfSource(typeof(Labyrinths))!.ToJsonString();

        Assert.Contains("\"doors\":[{\"from\":\"System.Int32\",\"to\":\"System.Int32\"}]", shape);
        Assert.Contains("\"prompt\":\"Kimi.Dsl.Prompt\"", shape);
        Assert.Null(ProblemShape.OfSource(typeof(Anything)));
    }

    [Theory]
    [InlineData(typeof(Twins), "Twins gave the problems 'a' and 'b' the same id 'x': give each an id of its own")]
    [InlineData(typeof(Nameless), "Nameless gave problem 'a' without an id: give it one")]
    [InlineData(typeof(Nulls), "Nulls gave null after 1 problems: leave it out")]
    [InlineData(typeof(Speechless), "Speechless gave a problem without a prompt")]
    [InlineData(typeof(Forgetful), "problem x is a Hidden, whose member 'Count' is not read back as it was stored")]
    [InlineData(typeof(Broken), "problem x is a Halved, whose member 'Prompt' is not read back as it was stored")]
    [InlineData(typeof(Sliced), "problem x is a Zoo, whose member 'Pet' is not read back as it was stored")]
    [InlineData(typeof(Loose), "problem x is a Zoo, whose member 'Anything' is not read back as it was stored")]
    [InlineData(typeof(Shouted), "problem x is a Lexicon, whose member 'Words' is not read back as it was stored")]
    [InlineData(typeof(Torn), "problem x is a MathProblem, whose member 'Answer' is not read back as it was stored")]
    [InlineData(typeof(Machines), "problem x is a Machine, which cannot be stored as JSON")]
    [InlineData(typeof(Generics), "the problem record Of is generic and cannot be stored")]
    public async Task What_cannot_be_an_identity_or_be_stored_is_told_where_it_arises(Type source, string says)
    {
        using var host = new TestHost();
        var options = (ProblemsAttribute)Activator.CreateInstance(typeof(ProblemsAttribute<>).MakeGenericType(source))!;
        options.Count = 2;
        var stage = new Stage<ProblemsAttribute, PromptSet>("Problems", options);

        var error = await Assert.ThrowsAsync<KimiException>(() => host.RunAsync(new("own", typeof(object), 1, stage)));

        Assert.StartsWith($"stage Problems: {says}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_set_has_each_id_once_and_no_null()
    {
        MathProblem first = new() { Id = "1", Prompt = "a", Answer = "" };

        Assert.Contains("problems 1 ('a') and 3 ('b') both have the id '1'", Said(first, first with { Id = "2" }, first with { Prompt = "b" }));
        Assert.Contains("problem 2 is null", Said(first, null!));
        Assert.Contains("problem 1 ('a') has no id", Said(first with { Id = "" }));

        static string Said(params Problem[] problems) => Assert.Throws<KimiException>(() => new PromptSet(problems)).Message;
    }

    [Fact]
    public async Task Lines_of_two_files_have_different_ids_so_that_the_files_can_be_joined()
    {
        using var host = new TestHost();
        var stages = new[] { "first.jsonl", "second.jsonl" }.Select(name =>
        {
            var path = Path.Combine(Path.GetDirectoryName(host.RunsFolder)!, name);
            File.WriteAllText(path, $$"""{"prompt":"{{name}}","answer":"1"}""");
            var options = new ProblemsFileAttribute { Path = path, Split = Split.All };
            return new Stage<ProblemsFileAttribute, PromptSet>(name == "first.jsonl" ? "First" : "Second", options);
        }).ToList();
        var joined = new TransformStage<PromptSet>(
            "Joined", new(), typeof(OwnProblemTests), [.. stages],
            call => Task.FromResult(new PromptSet([.. call.Output(stages[0]), .. call.Output(stages[1])])));

        var problems = await host.RunAsync(new("joined", typeof(object), 1, [.. stages, joined]), joined);

        Assert.Equal(["First:1", "Second:1"], problems.Select(problem => problem.Id));
    }

    private static Stage<ProblemsAttribute, PromptSet> Stage<TSource>(int count)
        where TSource : class, IProblemSource => new("Problems", new ProblemsAttribute<TSource> { Count = count, Split = Split.All });

    internal sealed record Door(int From, int To);

    internal sealed record Labyrinth : Problem
    {
        public required ValueList<Door> Doors { get; init; }

        public int Rooms => Doors.Select(door => door.To).Append(0).Max() + 1;
    }

    private sealed class Labyrinths : IProblemSource<Labyrinth>
    {
        internal static IEnumerable<Labyrinth> All =>
            Enumerable.Range(1, 9).Select(number => new Labyrinth { Id = $"{number}", Prompt = $"L{number}", Doors = [new(0, number)], Tags = ["maze"] });

        public IEnumerable<Labyrinth> Problems(Random random) => All;
    }

    private abstract class Source(params Problem[] problems) : IProblemSource<Problem>
    {
        public IEnumerable<Problem> Problems(Random random) => problems;
    }

    private sealed class Zoos() : Source(new Zoo { Id = "x", Prompt = "a", Pet = new Animal("Kit") });

    private sealed class Anything() : Source();

    private sealed class Twins() : Source(Sum("x", "a"), Sum("x", "b"));

    private sealed class Nameless() : Source(Sum("", "a"));

    private sealed class Nulls() : Source(Sum("x", "a"), null!);

    private sealed class Speechless() : Source(Sum("x", "a") with { Prompt = null! });

    private sealed class Forgetful() : Source(new Hidden(7) { Id = "x", Prompt = "a" }, Sum("y", "b"));

    private sealed class Broken() : Source(new Halved { Id = "x", Prompt = "half of a pair: \ud83d" }, Sum("y", "b"));

    private sealed class Machines() : Source(new Machine { Id = "x", Prompt = "a" }, Sum("y", "b"));

    private sealed class Generics() : Source(new Of<int> { Id = "x", Prompt = "a" }, Sum("y", "b"));

    private sealed class Sliced() : Source(new Zoo { Id = "x", Prompt = "a", Pet = new Dog("Rex", 3) }, Sum("y", "b"));

    private sealed class Loose() : Source(new Zoo { Id = "x", Prompt = "a", Anything = 7 }, Sum("y", "b"));

    private sealed class Torn() : Source(Sum("x", "a") with { Answer = "\ud83d" }, Sum("y", "b"));

    private sealed class Shouted() : Source(
        new Lexicon { Id = "x", Prompt = "a", Words = new(StringComparer.OrdinalIgnoreCase) { ["A"] = 1 } }, Sum("y", "b"));

    internal sealed record Lexicon : Problem
    {
        public Dictionary<string, int> Words { get; init; } = [];
    }

    internal record Animal(string Name);

    internal sealed record Dog(string Name, int Age) : Animal(Name);

    internal sealed record Zoo : Problem
    {
        public Animal? Pet { get; init; }

        public object? Anything { get; init; }

        public Dictionary<string, Animal> Cages { get; init; } = new() { ["a"] = new Animal("Leo") };

        public (int Row, string[] Names) Place { get; init; } = (1, ["b"]);
    }

    private static MathProblem Sum(string id, string prompt) => new() { Id = id, Prompt = prompt, Answer = "" };

    internal sealed record Hidden : Problem
    {
        public Hidden()
        {
        }

        public Hidden(int count) => Count = count;

        public int Count { get; private set; }
    }

    internal sealed record Halved : Problem;

    internal sealed record Machine : Problem
    {
        public Func<int> Run { get; init; } = () => 1;
    }

    internal sealed record Of<T> : Problem;
}
