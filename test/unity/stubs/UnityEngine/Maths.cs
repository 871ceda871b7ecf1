// Pages are under https://docs.unity3d.com/2021.3/Documentation/ScriptReference/, named at the end of each line.
using System;

namespace UnityEngine
{
    public struct Vector2 // Vector2
    {
        public float x; // Vector2-x

        public float y; // Vector2-y

        public Vector2(float x, float y) // Vector2-ctor
        {
            this.x = x;
            this.y = y;
        }

        public static Vector2 zero => new Vector2(0, 0); // Vector2-zero

        public static Vector2 one => new Vector2(1, 1); // Vector2-one

        public static Vector2 operator +(Vector2 a, Vector2 b) => new Vector2(a.x + b.x, a.y + b.y); // Vector2-operator_add

        public static Vector2 operator -(Vector2 a, Vector2 b) => new Vector2(a.x - b.x, a.y - b.y); // Vector2-operator_subtract

        public static Vector2 operator *(Vector2 a, float d) => new Vector2(a.x * d, a.y * d); // Vector2-operator_multiply

        public static bool operator ==(Vector2 lhs, Vector2 rhs) => lhs.x == rhs.x && lhs.y == rhs.y; // Vector2-operator_eq

        public static bool operator !=(Vector2 lhs, Vector2 rhs) => !(lhs == rhs); // Vector2-operator_ne

        public static implicit operator Vector2(Vector3 v) => new Vector2(v.x, v.y); // Vector2-operator_Vector2

        public static implicit operator Vector3(Vector2 v) => new Vector3(v.x, v.y, 0); // Vector2-operator_Vector3

        public override bool Equals(object other) => other is Vector2 some && this == some; // Vector2.Equals

        public override int GetHashCode() => x.GetHashCode() ^ y.GetHashCode() << 2; // Vector2
    }

    public struct Vector3 // Vector3
    {
        public float x; // Vector3-x

        public float y; // Vector3-y

        public float z; // Vector3-z

        public Vector3(float x, float y, float z) // Vector3-ctor
        {
            this.x = x;
            this.y = y;
            this.z = z;
        }

        public static Vector3 zero => new Vector3(0, 0, 0); // Vector3-zero

        public static Vector3 one => new Vector3(1, 1, 1); // Vector3-one
    }

    public struct Vector4 // Vector4
    {
        public float x; // Vector4-x

        public float y; // Vector4-y

        public float z; // Vector4-z

        public float w; // Vector4-w

        public Vector4(float x, float y, float z, float w) // Vector4-ctor
        {
            this.x = x;
            this.y = y;
            this.z = z;
            this.w = w;
        }
    }

    public struct Quaternion // Quaternion
    {
        public float x; // Quaternion-x

        public float y; // Quaternion-y

        public float z; // Quaternion-z

        public float w; // Quaternion-w

        public Quaternion(float x, float y, float z, float w) // Quaternion-ctor
        {
            this.x = x;
            this.y = y;
            this.z = z;
            this.w = w;
        }

        public static Quaternion identity => new Quaternion(0, 0, 0, 1); // Quaternion-identity

        public static Quaternion Euler(float x, float y, float z) // Quaternion.Euler
        {
            // About z, then x, then y.
            double half = Math.PI / 360;
            double sx = Math.Sin(x * half), cx = Math.Cos(x * half);
            double sy = Math.Sin(y * half), cy = Math.Cos(y * half);
            double sz = Math.Sin(z * half), cz = Math.Cos(z * half);
            return new Quaternion(
                (float)(cy * sx * cz + sy * cx * sz),
                (float)(sy * cx * cz - cy * sx * sz),
                (float)(cy * cx * sz - sy * sx * cz),
                (float)(cy * cx * cz + sy * sx * sz));
        }
    }

    public struct Matrix4x4 // Matrix4x4
    {
        private readonly float[] _cells;

        internal Matrix4x4(float[] cells)
        {
            _cells = cells;
        }

        public float this[int row, int column] => _cells == null ? 0 : _cells[row * 4 + column]; // Matrix4x4.Index_operator
    }

    public struct Rect // Rect
    {
        public Rect(float x, float y, float width, float height) // Rect-ctor
        {
            this.x = x;
            this.y = y;
            this.width = width;
            this.height = height;
        }

        public float x { get; set; } // Rect-x

        public float y { get; set; } // Rect-y

        public float width { get; set; } // Rect-width

        public float height { get; set; } // Rect-height

        public bool Contains(Vector2 point) // Rect.Contains
        {
            return point.x >= x && point.x < x + width && point.y >= y && point.y < y + height;
        }
    }

    public struct Color // Color
    {
        public float r; // Color-r

        public float g; // Color-g

        public float b; // Color-b

        public float a; // Color-a

        public Color(float r, float g, float b, float a) // Color-ctor
        {
            this.r = r;
            this.g = g;
            this.b = b;
            this.a = a;
        }

        public static Color white => new Color(1, 1, 1, 1); // Color-white

        public static Color black => new Color(0, 0, 0, 1); // Color-black

        public static Color clear => new Color(0, 0, 0, 0); // Color-clear
    }

    public struct Mathf // Mathf
    {
        public static float Abs(float f) => Math.Abs(f); // Mathf.Abs

        public static float Sin(float f) => (float)Math.Sin(f); // Mathf.Sin

        public static float Clamp(float value, float min, float max) => value < min ? min : value > max ? max : value; // Mathf.Clamp

        public static float Min(float a, float b) => Math.Min(a, b); // Mathf.Min

        public static float Clamp01(float value) => Clamp(value, 0, 1); // Mathf.Clamp01
    }
}
