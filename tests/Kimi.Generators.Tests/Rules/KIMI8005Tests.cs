using Kimi.Generators.Tests.Harness;

namespace Kimi.Generators.Tests.Rules;

/// <summary>KIMI8005: a record of problems survives storage.</summary>
public sealed class KIMI8005Tests
{
    [Fact]
    public async Task What_JSON_cannot_hold_is_told() => await Recipes.CheckAsync("""
        using System;
        using System.Collections.Generic;
        public interface IShape;
        public sealed record Riddle : Problem
        {
            public required Func<string, bool> {|KIMI8005:Check|} { get; init; }
            public required IShape {|KIMI8005:Shape|} { get; init; }
            public required Dictionary<(int, int), string> {|KIMI8005:Cells|} { get; init; }
            public required int[,] {|KIMI8005:Grid|} { get; init; }
            public List<string> {|KIMI8005:Words|} { get; } = [];
        }
        """);

    [Fact]
    public async Task Texts_numbers_lists_and_records_are_fine() => await Recipes.CheckAsync("""
        using System;
        using System.Collections.Generic;
        public enum Way { Up, Down }
        public sealed record Cell(int Row, Way Way);
        public sealed record Riddle : Problem
        {
            public required IReadOnlyDictionary<string, ValueList<Cell>> Cells { get; init; }
            public Dictionary<Way, int[][]> Rows { get; init; } = [];
            public (int Row, string Text) Pair { get; init; }
            public DateOnly? Day { get; init; }
            public int Count => Cells.Count;
        }
        """);

    [Fact]
    public async Task What_is_left_out_or_has_a_converter_is_fine() => await Recipes.CheckAsync("""
        using System;
        using System.Text.Json.Serialization;
        public sealed record Riddle : Problem
        {
            [JsonIgnore] public Func<string, bool>? Check { get; init; }
        }
        public sealed record Other { public Func<string, bool>? Check { get; init; } }
        """);

    [Fact]
    public async Task What_is_given_and_not_stored_is_told() => await Recipes.CheckAsync("""
        public sealed record Riddle : Problem
        {
            internal string {|KIMI8005:Target|} { get; init; } = "";
            public required int {|KIMI8005:Sum|} { init => _sum = value; }
            private readonly int _sum;
            internal int Twice => 2 * _sum;
            private string Cached { get; set; } = "";
            [System.Text.Json.Serialization.JsonInclude] internal int Kept { get; init; }
            public string Text() => Cached;
        }
        """);
}
