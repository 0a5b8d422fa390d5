using Microsoft.CodeAnalysis.CSharp;

namespace Kimi.Architecture.Tests;

/// <summary>Rooms use each other one way only: whoever reads one need not read those above it.</summary>
public sealed class RoomTests
{
    private const string AcceptVariable = "KIMI_ACCEPT_SNAPSHOTS";

    /// <summary>The names of all projects.</summary>
    public static TheoryData<string> Projects => [.. SourceProject.All.Select(project => project.Name)];

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_room_uses_itself_through_others(string project)
    {
        var circles = SourceProject.Of(project).Rooms.Circles();

        Assert.True(circles.Length == 0, $"{project}: move types to where they belong, so that uses go one way\n{circles}");
    }

    [Theory]
    [InlineData("Kimi.Torch")]
    [InlineData("Kimi.Runtime")]
    [InlineData("Kimi.Sandbox")]
    [InlineData("Kimi.Cluster")]
    [InlineData("Kimi.Cli")]
    public void A_namespace_is_its_folder(string project)
    {
        var misplaced = SourceProject.Of(project).Misplaced().ToList();

        Assert.True(misplaced.Count == 0, string.Join('\n', misplaced));
    }

    [Fact]
    public void Contributing_draws_the_rooms_as_they_are()
    {
        var page = RoomPage.Read();
        var drawn = RoomPage.Draw(page);
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1" && Environment.GetEnvironmentVariable("CI") != "true")
            RoomPage.Write(page = drawn);

        Assert.True(page == drawn, $"CONTRIBUTING.md draws rooms as they were: run the tests with {AcceptVariable}=1 and read the difference");
    }

    [Fact]
    public void A_cycle_is_reported_with_the_files_that_close_it()
    {
        var rooms = Rooms(
            ("A/One.cs", "class One { Two? Next; }"),
            ("B/Two.cs", "class Two { void Go() => Three.Go(); }"),
            ("C/Three.cs", "class Three { public static void Go() { } object Back() => new One(); }"),
            ("D/Four.cs", "class Four : One;"));

        Assert.Equal(
            """
            these rooms use each other in a circle: A, B, C
              A → B
                  One.cs uses Two
              B → C
                  Two.cs uses Three
              C → A
                  Three.cs uses One

            """,
            rooms.Circles());
    }

    [Fact]
    public void A_use_without_the_types_name_counts_and_a_comment_does_not()
    {
        var rooms = Rooms(
            ("A/One.cs", "class One { public Two Two = new(); public static int operator +(One a, int b) => b; }"),
            ("A/Two.cs", "class Two { public int Size; }"),
            ("B/Maker.cs", "static class Maker { public static One One => null!; }"),
            ("C/User.cs", "class User { int Size => Maker.One.Two.Size; }"),
            ("D/Reader.cs", "/// <summary>See <see cref=\"User\"/>.</summary>\nclass Reader;"));

        Assert.Equal("", rooms.Circles());
        Assert.Equal([("B", "A"), ("C", "B")], rooms.Direct);
        Assert.Equal(["A", "B", "C", "D"], rooms.Rooms);
    }

    private static RoomGraph Rooms(params (string Path, string Text)[] files) => RoomGraph.Of(
        CSharpCompilation.Create("Rooms", files.Select(file => CSharpSyntaxTree.ParseText(file.Text, path: file.Path))),
        path => Path.GetDirectoryName(path));
}
