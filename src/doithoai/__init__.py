"""Đối Thoại: runs the dialogue between leaders and the people, whole."""
